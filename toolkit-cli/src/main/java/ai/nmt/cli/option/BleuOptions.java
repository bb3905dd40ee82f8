package ai.nmt.cli.option;

import ai.nmt.jbleu.BleuConfig;
import ai.nmt.jbleu.BleuTokenizer;
import ai.nmt.jbleu.Smoothing;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** sacreBLEU's flags for BLEU. */
public final class BleuOptions {
  private static final BleuConfig DEFAULTS = BleuConfig.defaults();

  @Option(
      names = {"-tok", "--tokenize"},
      paramLabel = "NAME",
      converter = TokenizerConverter.class,
      completionCandidates = TokenizerNames.class,
      description = "How text is split into words: ${COMPLETION-CANDIDATES}.")
  private BleuTokenizer tokenizer = DEFAULTS.tokenizer();

  @Option(
      names = {"-lc", "--lowercase"},
      description = "Compare texts in lower case.")
  private boolean lowercase = DEFAULTS.lowercase();

  @Option(
      names = {"-s", "--smooth-method"},
      paramLabel = "NAME",
      converter = MethodConverter.class,
      completionCandidates = MethodNames.class,
      description = "What stands in for n-gram precisions of zero: ${COMPLETION-CANDIDATES}.")
  private Smoothing.Method method = DEFAULTS.smoothing().method();

  @Option(
      names = {"-sv", "--smooth-value"},
      paramLabel = "X",
      description = "Value of the smoothing methods floor (default: 0.1) and add-k (default: 1).")
  private Double value;

  /**
   * The configuration that the flags describe.
   *
   * @return the configuration
   */
  public BleuConfig config() {
    Smoothing smoothing = value == null ? Smoothing.defaults(method) : new Smoothing(method, value);
    return new BleuConfig(tokenizer, lowercase, smoothing, DEFAULTS.effectiveOrder());
  }

  private static final class TokenizerConverter implements ITypeConverter<BleuTokenizer> {
    @Override
    public BleuTokenizer convert(String name) {
      return BleuTokenizer.of(name);
    }
  }

  private static final class MethodConverter implements ITypeConverter<Smoothing.Method> {
    @Override
    public Smoothing.Method convert(String name) {
      return Smoothing.Method.of(name);
    }
  }

  private static final class TokenizerNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(BleuTokenizer.values()).map(BleuTokenizer::toString).iterator();
    }
  }

  private static final class MethodNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Smoothing.Method.values()).map(Smoothing.Method::toString).iterator();
    }
  }
}

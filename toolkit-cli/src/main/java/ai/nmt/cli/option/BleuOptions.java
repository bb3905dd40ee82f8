package ai.nmt.cli.option;

import ai.nmt.io.InputException;
import ai.nmt.jbleu.BleuConfig;
import ai.nmt.jbleu.BleuTokenizer;
import ai.nmt.jbleu.Smoothing;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** sacreBLEU's flags for BLEU. */
@InGroup(HelpGroup.BLEU)
public final class BleuOptions {
  private static final BleuConfig DEFAULTS = BleuConfig.defaults();

  /** sacreBLEU's tokenizers that are not here, for two reasons. */
  private static final Set<String> MECAB = Set.of("ja-mecab", "ko-mecab");

  private static final Set<String> SENTENCE_PIECE =
      Set.of("spm", "flores101", "flores200", "spBLEU-1K");

  @OnlyWith(flag = "--metrics", value = "bleu")
  @Option(
      names = {"-tok", "--tokenize"},
      paramLabel = "NAME",
      converter = TokenizerConverter.class,
      completionCandidates = TokenizerNames.class,
      description = {
        "How text is split into words: ${COMPLETION-CANDIDATES}.",
        "Default: zh for Chinese (see -l), else 13a."
      })
  private TokenizerName tokenizer;

  @Option(
      names = {"-l", "--language-pair"},
      paramLabel = "SRC-TGT",
      description = "The languages: the target chooses the tokenizer where --tokenize is missing.")
  private String languagePair;

  @OnlyWith(flag = "--metrics", value = "bleu")
  @Option(
      names = {"-lc", "--lowercase"},
      description = "Compare texts in lower case.")
  private boolean lowercase = DEFAULTS.lowercase();

  @OnlyWith(flag = "--metrics", value = "bleu")
  @Option(
      names = {"-s", "--smooth-method"},
      paramLabel = "NAME",
      converter = MethodConverter.class,
      completionCandidates = MethodNames.class,
      description = "What stands in for n-gram precisions of zero: ${COMPLETION-CANDIDATES}.")
  private Smoothing.Method method = DEFAULTS.smoothing().method();

  @OnlyWith(flag = "--metrics", value = "bleu")
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
    return new BleuConfig(tokenizer(), lowercase, smoothing, DEFAULTS.effectiveOrder());
  }

  private BleuTokenizer tokenizer() {
    String name = tokenizer == null ? tokenizerOfLanguage() : tokenizer.name();
    if (MECAB.contains(name)) {
      throw new InputException(
          ("the tokenizer %s is not here: it needs MeCab and its dictionary; take --tokenize char,"
                  + " or split the texts with MeCab and take --tokenize none")
              .formatted(name));
    }
    if (SENTENCE_PIECE.contains(name)) {
      throw new InputException(
          ("the tokenizer %s is not here: sacreBLEU downloads its SentencePiece model, and this"
                  + " program downloads nothing; split the texts with that model (nmt spm-encode"
                  + " --model FILE) and take --tokenize none")
              .formatted(name));
    }
    return BleuTokenizer.of(name);
  }

  private String tokenizerOfLanguage() {
    if (languagePair == null) {
      return DEFAULTS.tokenizer().toString();
    }
    String[] languages = languagePair.split("-", -1);
    if (languages.length < 2) {
      throw new InputException("--language-pair must be of the form en-de, but is " + languagePair);
    }
    return switch (languages[1]) {
      case "zh" -> "zh";
      case "ja" -> "ja-mecab";
      case "ko" -> "ko-mecab";
      default -> DEFAULTS.tokenizer().toString();
    };
  }

  /** A tokenizer of sacreBLEU, be it here or not. */
  private record TokenizerName(String name) {}

  private static final class TokenizerConverter implements ITypeConverter<TokenizerName> {
    @Override
    public TokenizerName convert(String name) {
      boolean absent = MECAB.contains(name) || SENTENCE_PIECE.contains(name);
      return new TokenizerName(absent ? name : BleuTokenizer.of(name).toString());
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

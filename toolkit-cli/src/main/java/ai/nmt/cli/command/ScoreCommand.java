package ai.nmt.cli.command;

import ai.nmt.cli.BuildInfo;
import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.BleuOptions;
import ai.nmt.cli.option.ChrfOptions;
import ai.nmt.cli.option.ScoreFormatOptions;
import ai.nmt.cli.option.ScoreInputOptions;
import ai.nmt.cli.option.SignificanceOptions;
import ai.nmt.cli.option.TerOptions;
import ai.nmt.cli.report.ScoreFormat;
import ai.nmt.cli.report.SystemScoreReport;
import ai.nmt.cli.report.SystemTable;
import ai.nmt.io.InputException;
import ai.nmt.jbleu.Bleu;
import ai.nmt.jbleu.BleuTokenizer;
import ai.nmt.jbleu.Chrf;
import ai.nmt.jbleu.Metric;
import ai.nmt.jbleu.PairedTest;
import ai.nmt.jbleu.Ter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nmt score}: compares translations with references. */
@Command(
    name = "score",
    description = {
      "Compares translations with reference translations.",
      "Flags, figures and signatures are sacreBLEU's; translations must be detokenised."
    })
public final class ScoreCommand implements Callable<Integer> {
  private static final Logger LOGGER = LoggerFactory.getLogger(ScoreCommand.class);

  /** From so many lines that end in a full stop by itself on, the text looks tokenised. */
  private static final int SUSPICIOUS_LINES = 100;

  /** The metrics. */
  enum MetricName {
    BLEU,
    CHRF,
    TER;

    /** Returns the name as it is typed, in small letters. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec;

  @Mixin private ScoreInputOptions input;

  @Option(
      names = {"-m", "--metrics"},
      arity = "1..*",
      paramLabel = "NAME",
      description = "What is computed, one or several: ${COMPLETION-CANDIDATES}.")
  private List<MetricName> metricNames = List.of(MetricName.BLEU);

  @Option(
      names = {"-sl", "--sentence-level"},
      description = "Score each line by itself; BLEU with the effective n-gram order.")
  private boolean sentenceLevel;

  @Mixin private BleuOptions bleu;
  @Mixin private ChrfOptions chrf;
  @Mixin private TerOptions ter;
  @Mixin private SignificanceOptions significance;
  @Mixin private ScoreFormatOptions format;

  @Option(names = "--force", description = "Do not warn where translations look tokenised.")
  private boolean force;

  @Override
  public Integer call() {
    List<Metric> metrics = metricNames.stream().distinct().map(this::metric).toList();
    Optional<PairedTest> test = significance.pairedTest();
    ScoreFormat form = format.format();
    checkCombination(metrics.size(), test.isPresent(), form);
    Map<String, List<String>> systems = input.readSystems();
    List<List<String>> references = input.readReferences(systems);
    systems.values().forEach(this::warnWhereTokenised);
    String version = new BuildInfo().getVersion()[0].replace(' ', '-');
    ScoreComputation computation = new ScoreComputation(metrics, references, version);
    PrintWriter out = spec.commandLine().getOut();
    List<String> first = systems.values().iterator().next();
    if (systems.size() > 1) {
      out.println(
          new SystemTable(form, test)
              .format(
                  test.map(paired -> computation.systems(systems, paired))
                      .orElseGet(() -> computation.systems(systems))));
    } else if (sentenceLevel) {
      SystemScoreReport report = new SystemScoreReport(form);
      computation.sentences(first).forEach(score -> out.println(report.formatSentence(score)));
    } else {
      out.println(
          new SystemScoreReport(form).format(computation.system(first, significance.confidence())));
    }
    return ExitCode.DONE;
  }

  private Metric metric(MetricName name) {
    return switch (name) {
      case BLEU -> new Bleu(sentenceLevel ? bleu.config().forSentences() : bleu.config());
      case CHRF -> new Chrf(chrf.config());
      case TER -> new Ter(ter.config());
    };
  }

  private void checkCombination(int metrics, boolean paired, ScoreFormat form) {
    boolean several = input.systemCount() > 1;
    boolean confidence = significance.confidence().isPresent();
    if (sentenceLevel && (several || metrics > 1)) {
      throw new InputException(
          "--sentence-level scores one system by one metric, but systems: %d, metrics: %d"
              .formatted(input.systemCount(), metrics));
    }
    if (sentenceLevel && (confidence || paired)) {
      throw new InputException(
          "--sentence-level cannot be combined with --confidence, --paired-ar or --paired-bs");
    }
    if (confidence && several) {
      throw new InputException(
          "--confidence is for one system; compare several with --paired-bs or --paired-ar");
    }
    if (paired && !several) {
      throw new InputException(
          "--paired-ar and --paired-bs compare systems; name at least two with -i, the baseline"
              + " first");
    }
    if (form.form() == ScoreFormat.Form.LATEX && !several) {
      throw new InputException(
          "--format latex prints a table of systems; name at least two with -i, or take --format"
              + " json or text");
    }
  }

  private void warnWhereTokenised(List<String> hypotheses) {
    boolean expected = bleu.config().tokenizer() == BleuTokenizer.NONE;
    if (force || expected || !metricNames.contains(MetricName.BLEU)) {
      return;
    }
    long suspicious = hypotheses.stream().filter(line -> line.endsWith(" .")).count();
    if (suspicious >= SUSPICIOUS_LINES) {
      LOGGER.warn(
          "{} lines end in a full stop by itself: the translations look tokenised, which distorts"
              + " the score; detokenise them, or say --force if they are as they should be",
          suspicious);
    }
  }
}

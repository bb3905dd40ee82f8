package ai.nmt.cli.command;

import ai.nmt.cli.BuildInfo;
import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.BleuOptions;
import ai.nmt.cli.option.ChrfOptions;
import ai.nmt.cli.option.FairseqScoreOptions;
import ai.nmt.cli.option.HelpGroup;
import ai.nmt.cli.option.InGroup;
import ai.nmt.cli.option.QuietOptions;
import ai.nmt.cli.option.ScoreFormatOptions;
import ai.nmt.cli.option.ScoreInputOptions;
import ai.nmt.cli.option.SegmentReader;
import ai.nmt.cli.option.SignificanceOptions;
import ai.nmt.cli.option.TerOptions;
import ai.nmt.cli.option.TestSetOptions;
import ai.nmt.cli.report.MetricResult;
import ai.nmt.cli.report.ScoreFormat;
import ai.nmt.cli.report.SystemScoreReport;
import ai.nmt.cli.report.SystemTable;
import ai.nmt.io.InputException;
import ai.nmt.jbleu.Bleu;
import ai.nmt.jbleu.BleuTokenizer;
import ai.nmt.jbleu.Bootstrap;
import ai.nmt.jbleu.Chrf;
import ai.nmt.jbleu.CorpusStatistics;
import ai.nmt.jbleu.Metric;
import ai.nmt.jbleu.PairedTest;
import ai.nmt.jbleu.Ter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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
      "Flags, figures and signatures are sacreBLEU's; translations must be detokenised. With --sys"
          + " and --ref, fairseq-score's flags, words and figures.",
      "Its test sets (-t, --echo, --list and the like) are not here, because they are downloaded."
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

  @InGroup(HelpGroup.OUTPUT)
  @Option(
      names = {"-m", "--metrics"},
      arity = "1..*",
      paramLabel = "NAME",
      description = "What is computed, one or several: ${COMPLETION-CANDIDATES}.")
  private List<MetricName> metricNames = List.of(MetricName.BLEU);

  @InGroup(HelpGroup.OUTPUT)
  @Option(
      names = {"-sl", "--sentence-level"},
      description = "Score each line by itself; BLEU with the effective n-gram order.")
  private boolean sentenceLevel;

  @Mixin private FairseqScoreOptions fairseq;
  @Mixin private BleuOptions bleu;
  @Mixin private ChrfOptions chrf;
  @Mixin private TerOptions ter;
  @Mixin private SignificanceOptions significance;
  @Mixin private ScoreFormatOptions format;
  @Mixin private QuietOptions quiet;
  @Mixin private TestSetOptions testSets;

  @Override
  public Integer call() {
    testSets.refuse();
    if (input.isFairseqs() && !fairseq.sacrebleu()) {
      try (SegmentReader segments = input.open(false)) {
        new FairseqScore(fairseq).print(segments, spec.commandLine().getOut()::println);
      }
      return ExitCode.DONE;
    }
    // sacreBLEU, too, prints them in this order.
    List<Metric<?>> metrics = new ArrayList<>();
    metricNames.stream().distinct().sorted().forEach(name -> metrics.add(metric(name)));
    Optional<PairedTest> test = significance.pairedTest();
    Optional<Bootstrap> confidence = significance.confidence();
    ScoreFormat form = format.format();
    try (SegmentReader segments = input.open(test.isPresent())) {
      checkCombination(segments.systems().size(), metrics.size(), test.isPresent(), form);
      boolean rows = sentenceLevel || test.isPresent() || confidence.isPresent();
      CorpusStatistics statistics =
          rows
              ? CorpusStatistics.rows(metrics, segments)
              : CorpusStatistics.sums(metrics, segments);
      warnWhereTokenised(segments);
      print(
          new ScoreComputation(metrics, statistics, segments.references(), version()),
          segments,
          form);
    }
    return ExitCode.DONE;
  }

  private static String version() {
    return new BuildInfo().getVersion()[0].replace(' ', '-');
  }

  private Metric<?> metric(MetricName name) {
    return switch (name) {
      case BLEU -> new Bleu(sentenceLevel ? bleu.config().forSentences() : bleu.config());
      case CHRF -> new Chrf(chrf.config());
      case TER -> new Ter(ter.config());
    };
  }

  private void print(ScoreComputation computation, SegmentReader segments, ScoreFormat form) {
    PrintWriter out = spec.commandLine().getOut();
    SystemScoreReport report = new SystemScoreReport(form);
    if (segments.systems().size() > 1) {
      out.println(table(computation, segments, form));
    } else if (sentenceLevel) {
      computation.sentences().forEach(score -> out.println(report.formatSentence(score)));
    } else {
      Optional<Bootstrap> confidence = significance.confidence();
      out.println(
          report.format(
              confidence.map(computation::system).orElseGet(() -> computation.system(0))));
    }
  }

  private String table(ScoreComputation computation, SegmentReader segments, ScoreFormat form) {
    Optional<PairedTest> test = significance.pairedTest();
    List<String> names = segments.systems();
    List<List<MetricResult>> rows =
        test.map(paired -> computation.systems(names.size(), paired, significance.jobs()))
            .orElseGet(
                () -> IntStream.range(0, names.size()).mapToObj(computation::system).toList());
    Map<String, List<MetricResult>> table = new LinkedHashMap<>();
    for (int s = 0; s < names.size(); s++) {
      table.put(test.isPresent() ? testedName(segments, s) : names.get(s), rows.get(s));
    }
    return new SystemTable(form, test).format(table);
  }

  /** The baseline is called so; systems of standard input are numbered behind it. */
  private static String testedName(SegmentReader segments, int system) {
    if (!segments.hasFileNames()) {
      return system == 0 ? "Baseline" : "System " + system;
    }
    String name = segments.systems().get(system);
    return system == 0 ? "Baseline: " + name : name;
  }

  private void checkCombination(int systems, int metrics, boolean paired, ScoreFormat form) {
    boolean several = systems > 1;
    boolean confidence = significance.confidence().isPresent();
    if (sentenceLevel && (several || metrics > 1)) {
      throw new InputException(
          "--sentence-level scores one system by one metric, but systems: %d, metrics: %d"
              .formatted(systems, metrics));
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

  private void warnWhereTokenised(SegmentReader segments) {
    boolean expected = bleu.config().tokenizer() == BleuTokenizer.NONE;
    if (quiet.force() || expected || !metricNames.contains(MetricName.BLEU)) {
      return;
    }
    for (int s = 0; s < segments.systems().size(); s++) {
      long suspicious = segments.tokenisedLines(s);
      if (suspicious >= SUSPICIOUS_LINES) {
        LOGGER.warn(
            "{} lines end in a full stop by itself: the translations look tokenised, which distorts"
                + " the score; detokenise them, or say --force if they are as they should be",
            suspicious);
      }
    }
  }
}

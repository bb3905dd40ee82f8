package ai.nmt.cli.command;

import ai.nmt.cli.BuildInfo;
import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.BleuOptions;
import ai.nmt.cli.report.BleuReport;
import ai.nmt.io.InputException;
import ai.nmt.io.Utf8Lines;
import ai.nmt.jbleu.Bleu;
import ai.nmt.jbleu.BleuConfig;
import ai.nmt.jbleu.BleuScore;
import ai.nmt.jbleu.BleuTokenizer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nmt score}: compares translations with references. */
@Command(
    name = "score",
    description = {
      "Compares translations with reference translations.",
      "Flags, figures and signature are sacreBLEU's; translations must be detokenised."
    })
public final class ScoreCommand implements Callable<Integer> {
  private static final Logger LOGGER = LoggerFactory.getLogger(ScoreCommand.class);

  /** From so many lines that end in a full stop by itself on, the text looks tokenised. */
  private static final int SUSPICIOUS_LINES = 100;

  /** The metrics. */
  enum Metric {
    BLEU;

    /** Returns the name as it is typed, in small letters. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "REF",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "Reference translations, a segment a line; several files are alternatives.")
  private List<Path> references = List.of();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "HYP",
      description = "Translations, a segment a line. Default: standard input.")
  private Path input;

  @Option(
      names = {"-m", "--metrics"},
      paramLabel = "NAME",
      description = "What is computed: ${COMPLETION-CANDIDATES}.")
  private Metric metric = Metric.BLEU;

  @Mixin private BleuOptions bleu;

  @Option(
      names = {"-sl", "--sentence-level"},
      description = "Score each line by itself, with the effective n-gram order.")
  private boolean sentenceLevel;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "NAME",
      description = "How scores are printed: ${COMPLETION-CANDIDATES}.")
  private BleuReport.Format format = BleuReport.Format.JSON;

  @Option(
      names = {"-b", "--score-only"},
      description = "Print nothing but the score.")
  private boolean scoreOnly;

  @Option(
      names = {"-w", "--width"},
      paramLabel = "N",
      description = "Digits behind the score's point.")
  private int width = 1;

  @Option(names = "--force", description = "Do not warn where translations look tokenised.")
  private boolean force;

  @Override
  public Integer call() {
    BleuReport report = new BleuReport(format, width, scoreOnly);
    List<String> hypotheses = readHypotheses();
    List<List<String>> texts = readReferences(hypotheses.size());
    switch (metric) {
      case BLEU -> printBleu(report, hypotheses, texts);
    }
    return ExitCode.DONE;
  }

  private void printBleu(
      BleuReport report, List<String> hypotheses, List<List<String>> references) {
    BleuConfig config = sentenceLevel ? bleu.config().forSentences() : bleu.config();
    warnWhereTokenised(hypotheses, config);
    Bleu scorer = new Bleu(config);
    List<BleuScore> scores =
        sentenceLevel
            ? scorer.sentences(hypotheses, references)
            : List.of(scorer.corpus(hypotheses, references));
    String version = new BuildInfo().getVersion()[0].replace(' ', '-');
    String signature = scorer.signature(references) + "|version:" + version;
    PrintWriter out = spec.commandLine().getOut();
    scores.forEach(score -> out.println(report.format(score, signature)));
  }

  private List<String> readHypotheses() {
    if (input != null) {
      return Utf8Lines.read(input);
    }
    List<String> lines = new ArrayList<>();
    try (Utf8Lines reader = Utf8Lines.of(System.in, "standard input")) {
      reader.forEachRemaining(lines::add);
    }
    return lines;
  }

  private List<List<String>> readReferences(int hypotheses) {
    List<List<String>> texts = new ArrayList<>();
    for (Path file : references) {
      List<String> lines = Utf8Lines.read(file);
      if (lines.size() != hypotheses) {
        throw new InputException(
            ("%s has %d lines, but %s has %d; line n of both must be translations of the same"
                    + " segment")
                .formatted(
                    file, lines.size(), input == null ? "standard input" : input, hypotheses));
      }
      texts.add(lines);
    }
    return texts;
  }

  private void warnWhereTokenised(List<String> hypotheses, BleuConfig config) {
    if (force || config.tokenizer() == BleuTokenizer.NONE) {
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

package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.GenerationFlags;
import ai.nmt.cli.option.HelpGroup;
import ai.nmt.cli.option.InGroup;
import ai.nmt.cli.report.ProgressDisplay;
import ai.nmt.corpus.ParallelCorpora;
import ai.nmt.corpus.ParallelCorpus;
import ai.nmt.run.translation.Generation;
import ai.nmt.run.translation.GenerationConfig;
import ai.nmt.run.translation.GenerationReport;
import ai.nmt.run.translation.TranslationModel;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nmt generate}: translates binarised data. */
@Command(
    name = "generate",
    description = {
      "Translates binarised data with a trained model and prints fairseq's lines:",
      "S- source, T- reference, H- score and hypothesis, D- the same as plain text (as far as the"
          + " model's text rules are known), P- score of each token; the last line is BLEU over the"
          + " model's tokens (or words with --remove-bpe), the one before it sacreBLEU's of plain"
          + " text where the model's text rules are known."
    })
public final class GenerateCommand implements Callable<Integer> {
  private static final Logger LOGGER = LoggerFactory.getLogger(GenerateCommand.class);

  @Spec private CommandSpec spec;

  @Mixin private GenerationFlags flags;

  @InGroup(HelpGroup.DATA)
  @Option(names = "--gen-subset", paramLabel = "NAME", description = "Data to translate.")
  private String subset = "test";

  @InGroup(HelpGroup.SEARCH)
  @Option(
      names = "--score-reference",
      description = "Score the references instead of searching for translations.")
  private boolean scoreReference;

  @InGroup(HelpGroup.OUTPUT)
  @Option(names = "--quiet", description = "Print the score alone.")
  private boolean quiet;

  @Override
  public Integer call() {
    int workers = flags.workers(Integer.MAX_VALUE);
    GenerationConfig config =
        flags.config(flags.limits(), workers).withScoreReference(scoreReference).withQuiet(quiet);
    try (TranslationModel model = flags.load(workers);
        ParallelCorpus corpus = open(model);
        Generation generation = new Generation(model, config);
        ProgressDisplay progress = ProgressDisplay.open()) {
      progress.begin("generate", 0, corpus.size());
      PrintWriter out = spec.commandLine().getOut();
      GenerationReport report =
          generation.translate(
              corpus,
              (lines, sentences) -> {
                progress.leaveRoomFor(() -> lines.forEach(out::println));
                progress.advance(sentences);
              });
      LOGGER.info(report.throughput());
      report
          .plainTextBleu()
          .ifPresent(
              bleu ->
                  out.println(
                      "| Generate %s with beam=%d: BLEU of plain text = %s, references from the binarised data"
                          .formatted(subset, config.search().beam(), bleu)));
      report
          .bleu()
          .ifPresent(
              bleu ->
                  out.println(
                      "| Generate %s with beam=%d: %s"
                          .formatted(subset, config.search().beam(), bleu)));
    }
    return ExitCode.DONE;
  }

  private ParallelCorpus open(TranslationModel model) {
    if (ParallelCorpora.hasTarget(flags.data(), subset, model.languages())) {
      return ParallelCorpora.open(
          flags.data(), subset, model.languages(), model.source(), model.target());
    }
    return ParallelCorpora.openSource(flags.data(), subset, model.languages(), model.source());
  }
}

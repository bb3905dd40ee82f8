package ai.nmt.cli.command;

import ai.nmt.batch.BatchLimits;
import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.GenerationFlags;
import ai.nmt.cli.option.HelpGroup;
import ai.nmt.cli.option.InGroup;
import ai.nmt.cli.option.StandardInput;
import ai.nmt.io.Counted;
import ai.nmt.io.InputException;
import ai.nmt.io.LineEnds;
import ai.nmt.io.Utf8Lines;
import ai.nmt.run.prepare.TextInput;
import ai.nmt.run.translation.Generation;
import ai.nmt.run.translation.GenerationConfig;
import ai.nmt.run.translation.InteractiveConfig;
import ai.nmt.run.translation.InteractiveReport;
import ai.nmt.run.translation.TranslationModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nmt interactive}: translates lines of text as they come. */
@Command(
    name = "interactive",
    description = {
      "Translates lines of text, one sentence a line, and prints fairseq's S-, H-, D- and P-"
          + " lines.",
      "A model that was trained on data of raw text takes plain text and gives it in the D- lines."
          + " Others need text that is tokenised and cut into subwords as their data was, or the"
          + " flags of the text rules (--tokenizer, --bpe, ...), which also override stored rules."
    })
public final class InteractiveCommand implements Callable<Integer> {
  private static final Logger LOGGER = LoggerFactory.getLogger(InteractiveCommand.class);
  private static final String STANDARD_INPUT = "-";
  private static final InteractiveConfig DEFAULTS = InteractiveConfig.defaults();

  @Spec private CommandSpec spec;

  @Mixin private GenerationFlags flags;

  @InGroup(HelpGroup.BATCHES)
  @Option(
      names = "--buffer-size",
      paramLabel = "N",
      description =
          "Lines to read before they are translated together; more is faster, 1 answers at once.")
  private int bufferSize = DEFAULTS.bufferSize();

  @InGroup(HelpGroup.DATA)
  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "Text to translate; '-' is standard input.")
  private String input = STANDARD_INPUT;

  @InGroup(HelpGroup.DATA)
  @Option(
      names = "--max-line-length",
      paramLabel = "N",
      description = "Lines of more than N characters cannot be translated; 0 = any length.")
  private int longestLine = DEFAULTS.longestLine();

  @InGroup(HelpGroup.DATA)
  @Option(
      names = "--on-error",
      paramLabel = "WHAT",
      description =
          "What becomes of lines that cannot be translated (too long, invalid UTF-8):"
              + " ${COMPLETION-CANDIDATES}. empty prints an empty translation, skip none, fail ends"
              + " the program there.")
  private InteractiveConfig.OnError onError = DEFAULTS.onError();

  @Override
  public Integer call() {
    int buffer = Math.max(1, bufferSize);
    int workers = flags.workers(buffer);
    GenerationConfig config = flags.config(limits(buffer), workers);
    PrintWriter out = spec.commandLine().getOut();
    try (TranslationModel model = flags.load(workers);
        Generation generation = new Generation(model, config);
        Utf8Lines lines = open(TextInput.lineEnds(model.rules()))) {
      LOGGER.info("Type a sentence and press return; an end of file ends the program.");
      InteractiveReport report =
          generation.translateText(
              lines,
              new InteractiveConfig(buffer, longestLine, onError),
              (printed, sentences) -> printed.forEach(out::println));
      LOGGER.info("{}", report);
    }
    return ExitCode.DONE;
  }

  /** As in fairseq: without limits a batch has one sentence, and none can exceed the buffer. */
  private BatchLimits limits(int buffer) {
    BatchLimits limits = flags.limits();
    if (limits.maxSentences() > buffer) {
      throw new InputException(
          "--max-sentences "
              + limits.maxSentences()
              + " is more than the "
              + Counted.of(buffer, "line")
              + " of --buffer-size: raise --buffer-size or lower --max-sentences");
    }
    return limits.maxTokens() == 0 && limits.maxSentences() == 0
        ? limits.withMaxSentences(1)
        : limits;
  }

  private Utf8Lines open(LineEnds ends) {
    return input.equals(STANDARD_INPUT)
        ? Utf8Lines.of(StandardInput.open(), "standard input", ends)
        : Utf8Lines.open(Path.of(input), ends);
  }
}

package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.DictionaryOptions;
import ai.nmt.cli.option.HelpGroup;
import ai.nmt.cli.option.InGroup;
import ai.nmt.cli.option.LanguageOptions;
import ai.nmt.cli.option.TextRuleFlags;
import ai.nmt.cli.report.PreprocessProgress;
import ai.nmt.run.prepare.Preprocess;
import ai.nmt.run.prepare.PreprocessConfig;
import ai.nmt.run.prepare.TextInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nmt preprocess}: makes dictionaries and binarises text. */
@Command(
    name = "preprocess",
    description = {
      "Makes dictionaries of text and binarises it for training.",
      "Without the flags of text rules the text is tokenised and segmented already, and the files"
          + " are those of fairseq-preprocess, byte for byte. With them (--tokenizer, --lowercase,"
          + " --normalize-punctuation, --remove-non-printing-char, --bpe) it is raw text; the rules"
          + " are stored with the data and the model."
    })
public final class PreprocessCommand implements Callable<Integer> {
  private static final PreprocessConfig.Output DEFAULTS = PreprocessConfig.Output.defaults();
  private static final TextInput TEXT = TextInput.defaults();

  @Spec private CommandSpec spec;

  @Mixin private LanguageOptions languages;

  @InGroup(HelpGroup.DATA)
  @Option(
      names = "--trainpref",
      paramLabel = "PREFIX",
      description = "Training text: PREFIX.SRC and PREFIX.TGT.")
  private Path train;

  @InGroup(HelpGroup.DATA)
  @Option(
      names = "--validpref",
      split = ",",
      paramLabel = "PREFIX",
      description = "Validation texts, separated by commas; they become valid, valid1, ...")
  private List<Path> valid = List.of();

  @InGroup(HelpGroup.DATA)
  @Option(
      names = "--testpref",
      split = ",",
      paramLabel = "PREFIX",
      description = "Test texts, separated by commas; they become test, test1, ...")
  private List<Path> test = List.of();

  @InGroup(HelpGroup.DATA)
  @Option(
      names = "--destdir",
      paramLabel = "DIR",
      description = "Folder for the results; made if it does not exist.")
  private Path folder = DEFAULTS.folder();

  @Mixin private DictionaryOptions dictionaries;

  @Mixin private TextRuleFlags rules;

  @InGroup(HelpGroup.DATA)
  @Option(
      names = "--max-line-length",
      paramLabel = "N",
      description = "Lines of more than N characters cannot be used; 0 = any length.")
  private int longestLine = TEXT.longestLine();

  @InGroup(HelpGroup.DATA)
  @Option(
      names = "--on-error",
      paramLabel = "WHAT",
      description =
          "What becomes of lines that cannot be used (invalid UTF-8, too long, without a"
              + " counterpart): ${COMPLETION-CANDIDATES}. fail reports them; skip leaves out and"
              + " counts them and their translations.")
  private TextInput.OnError onError = TEXT.onError();

  @InGroup(HelpGroup.DATA)
  @Option(names = "--only-source", description = "Leave out the target language.")
  private boolean onlySource = DEFAULTS.onlySource();

  @InGroup(HelpGroup.DATA)
  @Option(names = "--overwrite", description = "Replace files of an earlier run.")
  private boolean overwrite = DEFAULTS.overwrite();

  @InGroup(HelpGroup.PROCESSES)
  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads; they do not change the results.")
  private int workers = PreprocessConfig.defaultWorkers();

  @Override
  public Integer call() {
    PreprocessConfig config =
        new PreprocessConfig(
            languages.pair(),
            Optional.ofNullable(train),
            valid,
            test,
            dictionaries.choice(),
            new TextInput(rules.change(TEXT.rules(), languages.pair()), longestLine, onError),
            new PreprocessConfig.Output(folder, onlySource, overwrite),
            workers);
    try (PreprocessProgress progress = new PreprocessProgress(spec.commandLine().getOut())) {
      new Preprocess(config, progress).run();
    }
    spec.commandLine().getOut().println("Wrote preprocessed data to " + folder);
    return ExitCode.DONE;
  }
}

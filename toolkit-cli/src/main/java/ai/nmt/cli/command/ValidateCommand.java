package ai.nmt.cli.command;

import ai.nmt.batch.BatchLimits;
import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.EngineOptions;
import ai.nmt.cli.option.EvaluationOptions;
import ai.nmt.cli.option.HelpGroup;
import ai.nmt.cli.option.InGroup;
import ai.nmt.cli.option.ModelFlags;
import ai.nmt.cli.report.ValidationLine;
import ai.nmt.run.training.Validation;
import ai.nmt.train.TrainingListener;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nmt validate}: measures a checkpoint on validation data. */
@Command(
    name = "validate",
    description = {
      "Prints loss, negative log-likelihood and perplexity (base 2, per token) of a checkpoint on"
          + " validation data, with the criterion it was trained with; BLEU and chrF if asked for."
    })
public final class ValidateCommand implements Callable<Integer> {
  private static final BatchLimits LIMITS = BatchLimits.defaults();

  @Spec private CommandSpec spec;

  @Mixin private ModelFlags model;

  @InGroup(HelpGroup.DATA)
  @Option(
      names = "--valid-subset",
      split = ",",
      paramLabel = "NAME",
      description = "Validation data, separated by commas.")
  private List<String> subsets = List.of("valid");

  @InGroup(HelpGroup.BATCHES)
  @Option(
      names = {"--max-tokens", "--max-tokens-valid"},
      paramLabel = "N",
      description =
          "Most tokens of a batch, padding included; without this and --max-sentences batches are"
              + " those of the training.")
  private int maxTokens = LIMITS.maxTokens();

  @InGroup(HelpGroup.BATCHES)
  @Option(
      names = {"--max-sentences", "--batch-size", "--max-sentences-valid", "--batch-size-valid"},
      paramLabel = "N",
      description = "Most sentence pairs of a batch.")
  private int maxSentences = LIMITS.maxSentences();

  @InGroup(HelpGroup.BATCHES)
  @Option(
      names = "--required-batch-size-multiple",
      paramLabel = "N",
      description = "Sentence pairs of a full batch are a multiple of this.")
  private int multiple = LIMITS.requiredMultiple();

  @InGroup(HelpGroup.BATCHES)
  @Option(
      names = "--skip-invalid-size-inputs-valid-test",
      description = "Leave out and count pairs that are too long for the model.")
  private boolean skipInvalid;

  @Mixin private EvaluationOptions evaluation;
  @Mixin private EngineOptions engine;

  @Override
  public Integer call() {
    Validation.Plan plan =
        new Validation.Plan(
            model.checkpoint(),
            model.data(),
            model.direction(),
            subsets,
            new BatchLimits(maxTokens, maxSentences, multiple),
            skipInvalid,
            evaluation.config(),
            engine.config());
    PrintWriter out = spec.commandLine().getOut();
    new Validation(plan, TrainingListener.SILENT)
        .run()
        .forEach(result -> out.println(ValidationLine.of(result)));
    return ExitCode.DONE;
  }
}

package ai.nmt.cli.option;

import ai.nmt.tensor.Precision;
import ai.nmt.train.PrecisionConfig;
import ai.nmt.train.update.LossScale;
import java.util.List;
import picocli.CommandLine.Option;

/** The number format that training computes in. */
@InGroup(HelpGroup.PRECISION)
public final class PrecisionOptions {
  private static final LossScale.Settings SCALING = LossScale.Settings.defaults();

  @Option(
      names = "--fp16",
      description = "Compute in half precision, parameters and optimiser in float32; for GPUs.")
  private boolean float16;

  @Option(
      names = "--bf16",
      description = "Compute in bfloat16, parameters and optimiser in float32; for GPUs.")
  private boolean bfloat16;

  @Option(
      names = "--memory-efficient-fp16",
      description = "As --fp16, but keep the parameters in half precision alone.")
  private boolean efficientFloat16;

  @Option(
      names = "--memory-efficient-bf16",
      description = "As --bf16, but keep the parameters in bfloat16 alone.")
  private boolean efficientBfloat16;

  @OnlyWith(flag = {"--fp16", "--memory-efficient-fp16"})
  @Option(
      names = "--fp16-init-scale",
      paramLabel = "S",
      description = "First factor of the loss in half precision.")
  private double initialScale = SCALING.initial();

  @OnlyWith(flag = {"--fp16", "--memory-efficient-fp16"})
  @Option(
      names = "--fp16-scale-window",
      paramLabel = "N",
      description =
          "Updates without overflow after which it doubles; if not given, 16384 / --update-freq.")
  private Long window;

  @OnlyWith(flag = {"--fp16", "--memory-efficient-fp16"})
  @Option(
      names = "--fp16-scale-tolerance",
      paramLabel = "F",
      description = "Share of updates that may overflow before it is halved.")
  private double tolerance = SCALING.tolerance();

  @OnlyWith(flag = {"--fp16", "--memory-efficient-fp16"})
  @Option(
      names = "--min-loss-scale",
      paramLabel = "S",
      description = "Factor at which training is given up.")
  private double minimum = SCALING.minimum();

  @OnlyWith(flag = {"--fp16", "--memory-efficient-fp16"})
  @Option(
      names = "--threshold-loss-scale",
      paramLabel = "S",
      description = "Factor that halving does not go below.")
  private Double threshold;

  /** Returns what was asked for; the window depends on the batches per update. */
  public PrecisionConfig config(List<Integer> updateFrequency) {
    boolean half = float16 || efficientFloat16;
    boolean brain = bfloat16 || efficientBfloat16;
    if (half && brain) {
      throw new IllegalArgumentException("--fp16 and --bf16 exclude each other: give one of them");
    }
    Precision format = half ? Precision.FLOAT16 : brain ? Precision.BFLOAT16 : Precision.FLOAT32;
    return new PrecisionConfig(
        format,
        efficientFloat16 || efficientBfloat16,
        new LossScale.Settings(
            initialScale,
            half ? window(updateFrequency) : SCALING.window(),
            tolerance,
            minimum,
            threshold));
  }

  private long window(List<Integer> updateFrequency) {
    if (window != null) {
      return window;
    }
    if (updateFrequency.size() > 1) {
      throw new IllegalArgumentException(
          "--fp16-scale-window must be given with a list of --update-freq, which is "
              + updateFrequency);
    }
    return Math.max(1, SCALING.window() / Math.max(1, updateFrequency.get(0)));
  }
}

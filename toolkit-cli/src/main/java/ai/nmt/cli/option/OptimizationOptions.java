package ai.nmt.cli.option;

import ai.nmt.optim.MovingAverage;
import ai.nmt.train.CriterionConfig;
import ai.nmt.train.OptimizationConfig;
import ai.nmt.train.StoppingConfig;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Criterion, optimiser, learning rate and number format. */
@InGroup(HelpGroup.OPTIMISER)
public final class OptimizationOptions {
  private static final OptimizationConfig DEFAULTS = OptimizationConfig.defaults();
  private static final MovingAverage.Settings AVERAGE = MovingAverage.Settings.defaults();

  @Option(
      names = "--criterion",
      paramLabel = "NAME",
      description = "What to minimise: ${COMPLETION-CANDIDATES}.")
  private CriterionConfig.Kind criterion = DEFAULTS.criterion().kind();

  @OnlyWith(flag = "--criterion", value = "label_smoothed_cross_entropy")
  @Option(
      names = "--label-smoothing",
      paramLabel = "EPS",
      description = "Share of probability spread over the vocabulary.")
  private double labelSmoothing = DEFAULTS.criterion().labelSmoothing();

  @Option(
      names = "--sentence-avg",
      description = "Divide gradients by the number of sentences instead of target tokens.")
  private boolean sentenceAverage = DEFAULTS.sentenceAverage();

  @Mixin private OptimizerOptions optimizer;

  @Mixin private ScheduleOptions schedule;

  @Mixin private PrecisionOptions precision;

  @Option(
      names = "--clip-norm",
      paramLabel = "NORM",
      description = "Largest L2 norm of the gradient; 0: only measured.")
  private double clipNorm = DEFAULTS.clipNorm();

  @Option(
      names = "--update-freq",
      split = ",",
      paramLabel = "N",
      description = "Batches per update; several, separated by commas, are those of the epochs.")
  private List<Integer> updateFrequency = DEFAULTS.updateFrequency();

  @Option(
      names = "--ema-decay",
      paramLabel = "D",
      description =
          "Keep a moving average of the parameters with this decay, such as 0.9999, in checkpoints;"
              + " average-checkpoints --ema makes a model of it.")
  private Double averageDecay;

  @Option(
      names = "--store-ema",
      description = "Keep that average, with the decay 0.9999 if --ema-decay is not given.")
  private boolean keepAverage;

  @OnlyWith(flag = {"--ema-decay", "--store-ema"})
  @Option(
      names = "--ema-start-update",
      paramLabel = "N",
      description = "Let the average only copy the parameters before N updates.")
  private long averageStart = AVERAGE.startUpdate();

  @OnlyWith(flag = {"--ema-decay", "--store-ema"})
  @Option(
      names = "--ema-update-freq",
      paramLabel = "N",
      description = "Bring the average up to date every N updates.")
  private long averageFrequency = AVERAGE.updateFrequency();

  /** Returns what was asked for; some schedules end where training does. */
  public OptimizationConfig config(StoppingConfig stopping) {
    return new OptimizationConfig(
        new CriterionConfig(criterion, labelSmoothing),
        optimizer.config(),
        schedule.config(stopping),
        clipNorm,
        sentenceAverage,
        updateFrequency,
        movingAverage(),
        precision.config(updateFrequency));
  }

  private MovingAverage.Settings movingAverage() {
    if (averageDecay == null && !keepAverage) {
      return null;
    }
    return new MovingAverage.Settings(
        averageDecay == null ? AVERAGE.decay() : averageDecay, averageStart, averageFrequency);
  }
}

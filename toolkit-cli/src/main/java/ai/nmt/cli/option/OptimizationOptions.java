package ai.nmt.cli.option;

import ai.nmt.schedule.FixedSchedule;
import ai.nmt.train.CriterionConfig;
import ai.nmt.train.OptimizationConfig;
import ai.nmt.train.ScheduleConfig;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Criterion, optimiser and learning rate. */
public final class OptimizationOptions {
  private static final OptimizationConfig DEFAULTS = OptimizationConfig.defaults();
  private static final ScheduleConfig SCHEDULE = DEFAULTS.schedule();

  /** fairseq's way of saying that a warm-up begins at 0. */
  private static final double WARMUP_FROM_ZERO = -1;

  @Option(
      names = "--criterion",
      paramLabel = "NAME",
      description = "What to minimise: ${COMPLETION-CANDIDATES}.")
  private CriterionConfig.Kind criterion = DEFAULTS.criterion().kind();

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

  @Option(
      names = {"--lr", "--learning-rate"},
      split = ",",
      paramLabel = "LR",
      description = "Learning rate; several, separated by commas, are those of the epochs.")
  private List<Double> rates = SCHEDULE.rates();

  @Option(
      names = "--lr-scheduler",
      paramLabel = "NAME",
      description = "Its schedule: ${COMPLETION-CANDIDATES}.")
  private ScheduleConfig.Kind schedule = SCHEDULE.kind();

  @Option(
      names = "--warmup-updates",
      paramLabel = "N",
      description = "Updates of linear warm-up; if not given, 4000 for inverse_sqrt, 0 for fixed.")
  private Long warmupUpdates;

  @Option(
      names = "--warmup-init-lr",
      paramLabel = "LR",
      description = "Rate of the first update for inverse_sqrt; -1: 0.")
  private double warmupInitial = SCHEDULE.warmupInitial();

  @Option(
      names = {"--force-anneal", "--fa"},
      paramLabel = "EPOCH",
      description = "Epoch from which the rate of fixed shrinks; if not given, never.")
  private Integer forceAnneal;

  @Option(
      names = {"--lr-shrink", "--ls"},
      paramLabel = "F",
      description = "Factor per epoch from then on.")
  private double shrink = SCHEDULE.shrink();

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

  /** Returns what was asked for. */
  public OptimizationConfig config() {
    return new OptimizationConfig(
        new CriterionConfig(criterion, labelSmoothing),
        optimizer.config(),
        new ScheduleConfig(
            schedule,
            rates,
            warmupUpdates(),
            warmupInitial == WARMUP_FROM_ZERO ? 0 : warmupInitial,
            forceAnneal == null ? FixedSchedule.Settings.NEVER : forceAnneal,
            shrink),
        clipNorm,
        sentenceAverage,
        updateFrequency);
  }

  private long warmupUpdates() {
    if (warmupUpdates != null) {
      return warmupUpdates;
    }
    return schedule == ScheduleConfig.Kind.FIXED ? 0 : SCHEDULE.warmupUpdates();
  }
}

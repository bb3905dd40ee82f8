package ai.nmt.train;

import ai.nmt.optim.AdamConfig;
import ai.nmt.optim.MovingAverage;
import ai.nmt.optim.OptimizerConfig;
import ai.nmt.schedule.InverseSquareRoot;
import ai.nmt.schedule.ScheduleSettings;
import com.google.gson.annotations.JsonAdapter;
import java.util.List;
import java.util.Objects;

/**
 * How parameters are moved.
 *
 * @param criterion what is minimised
 * @param optimizer the optimiser ({@code --optimizer} and its flags)
 * @param schedule the learning rate ({@code --lr-scheduler} and its flags)
 * @param clipNorm largest allowed L2 norm of the gradient ({@code --clip-norm}); 0 to measure only
 * @param sentenceAverage whether gradients are divided by sentences instead of target tokens
 *     ({@code --sentence-avg})
 * @param updateFrequency number of batches an update is made of, per epoch, the last one stays
 *     ({@code --update-freq}), each at least 1
 * @param movingAverage the moving average of the parameters ({@code --ema-decay} and its flags);
 *     null = none
 * @param precision the number format
 */
public record OptimizationConfig(
    CriterionConfig criterion,
    @JsonAdapter(OptimizerJson.class) OptimizerConfig optimizer,
    @JsonAdapter(ScheduleJson.class) ScheduleSettings schedule,
    double clipNorm,
    boolean sentenceAverage,
    List<Integer> updateFrequency,
    MovingAverage.Settings movingAverage,
    PrecisionConfig precision) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the flag whose value is out of its range
   */
  public OptimizationConfig {
    Objects.requireNonNull(optimizer, "optimizer");
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(precision, "precision");
    updateFrequency = List.copyOf(updateFrequency);
    if (!(clipNorm >= 0)) {
      throw new IllegalArgumentException(
          "--clip-norm must be greater than 0, or 0 for no clipping, but is " + clipNorm);
    }
    if (updateFrequency.isEmpty() || updateFrequency.stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException(
          "--update-freq must be one or more numbers from 1 on, but is " + updateFrequency);
    }
  }

  /**
   * fairseq's defaults with the Transformer's schedule.
   *
   * @return cross-entropy, Adam, inverse square root, no clipping, one batch per update
   */
  public static OptimizationConfig defaults() {
    return new OptimizationConfig(
        CriterionConfig.defaults(),
        AdamConfig.defaults(),
        InverseSquareRoot.defaults(5e-4),
        0,
        false,
        List.of(1),
        null,
        PrecisionConfig.defaults());
  }

  /**
   * The same with a moving average.
   *
   * @param average its settings; null = none
   * @return the changed configuration
   */
  public OptimizationConfig withMovingAverage(MovingAverage.Settings average) {
    return new OptimizationConfig(
        criterion,
        optimizer,
        schedule,
        clipNorm,
        sentenceAverage,
        updateFrequency,
        average,
        precision);
  }

  /**
   * The same in another number format.
   *
   * @param newPrecision the format
   * @return the changed configuration
   */
  public OptimizationConfig withPrecision(PrecisionConfig newPrecision) {
    return new OptimizationConfig(
        criterion,
        optimizer,
        schedule,
        clipNorm,
        sentenceAverage,
        updateFrequency,
        movingAverage,
        newPrecision);
  }

  /**
   * The same with another optimiser and schedule.
   *
   * @param newOptimizer the optimiser
   * @param newSchedule the learning rate
   * @return the changed configuration
   */
  public OptimizationConfig with(OptimizerConfig newOptimizer, ScheduleSettings newSchedule) {
    return new OptimizationConfig(
        criterion,
        newOptimizer,
        newSchedule,
        clipNorm,
        sentenceAverage,
        updateFrequency,
        movingAverage,
        precision);
  }

  /**
   * The number of batches an update of an epoch is made of.
   *
   * @param epoch the epoch, from 1
   * @return at least 1
   */
  public int batchesPerUpdate(int epoch) {
    return updateFrequency.get(Math.min(epoch, updateFrequency.size()) - 1);
  }
}

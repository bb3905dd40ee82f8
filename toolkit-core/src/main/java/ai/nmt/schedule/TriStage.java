package ai.nmt.schedule;

/**
 * Warm-up, plateau and exponential decay (Park et al., 2019, "SpecAugment", section 3.2), then a
 * constant rate:
 *
 * <pre>{@code
 * rate = peak (a + (1 - a) u / w)         in the w updates of warm-up
 * rate = peak                             in the h updates of the plateau
 * rate = peak z^(v / d)                   in the d updates of decay, v of them done
 * rate = peak z                           afterwards
 * }</pre>
 *
 * @param peak the highest rate ({@code --lr}), greater than 0
 * @param warmupSteps length of the warm-up ({@code --warmup-steps})
 * @param holdSteps length of the plateau ({@code --hold-steps})
 * @param decaySteps length of the decay ({@code --decay-steps})
 * @param initialScale a, the first rate's share of the peak ({@code --init-lr-scale}), at least 0
 * @param finalScale z, the last rate's share of the peak ({@code --final-lr-scale}), above 0
 */
public record TriStage(
    double peak,
    long warmupSteps,
    long holdSteps,
    long decaySteps,
    double initialScale,
    double finalScale)
    implements LearningRateSchedule, ScheduleSettings {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the flag whose value is out of its range
   */
  public TriStage {
    Rates.requirePositive("--lr", peak);
    Rates.requireNotNegative("--warmup-steps", warmupSteps);
    Rates.requireNotNegative("--hold-steps", holdSteps);
    Rates.requireNotNegative("--decay-steps", decaySteps);
    if (warmupSteps + holdSteps + decaySteps == 0) {
      throw new IllegalArgumentException(
          "one of --warmup-steps, --hold-steps and --decay-steps must be greater than 0");
    }
    Rates.requireNotNegative("--init-lr-scale", initialScale);
    Rates.requirePositive("--final-lr-scale", finalScale);
  }

  /**
   * fairseq's defaults.
   *
   * @param peak the highest rate
   * @return 4,000, 20,000 and 60,000 updates, scales 0.01
   */
  public static TriStage defaults(double peak) {
    return new TriStage(peak, 4000, 20_000, 60_000, 0.01, 0.01);
  }

  @Override
  public long warmupUpdates() {
    return warmupSteps;
  }

  @Override
  public String warmupFlag() {
    return "--warmup-steps";
  }

  @Override
  public LearningRateSchedule create() {
    return this;
  }

  @Override
  public double afterUpdate(long updates) {
    if (updates < warmupSteps) {
      return Rates.warmUp(initialScale * peak, peak, updates, warmupSteps);
    }
    long decayed = updates - warmupSteps - holdSteps;
    if (decayed < 0) {
      return peak;
    }
    if (decayed > decaySteps || decaySteps == 0) {
      return finalScale * peak;
    }
    return peak * Math.exp(Math.log(finalScale) / decaySteps * decayed);
  }
}

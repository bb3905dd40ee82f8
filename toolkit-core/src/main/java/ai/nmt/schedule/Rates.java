package ai.nmt.schedule;

import java.util.List;
import java.util.Map;

/** Checks of schedules' settings; messages name the flag. */
final class Rates {
  private Rates() {}

  /** A finite number above 0. */
  static double requirePositive(String flag, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(flag + " must be greater than 0, but is " + value);
    }
    return value;
  }

  /** A finite number of at least 0. */
  static void requireNotNegative(String flag, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(flag + " must be at least 0, but is " + value);
    }
  }

  /** A whole number of at least 0. */
  static void requireNotNegative(String flag, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(flag + " must be at least 0, but is " + value);
    }
  }

  /** A rate per epoch, at least one. */
  static List<Double> requireRates(List<Double> rates) {
    if (rates.isEmpty() || rates.stream().anyMatch(rate -> !(rate > 0) || rate.isInfinite())) {
      throw new IllegalArgumentException(
          "--lr must be one or more numbers greater than 0, but is " + rates);
    }
    return List.copyOf(rates);
  }

  /** The two ends of a schedule between {@code --lr} and {@code --max-lr}. */
  static void requireRange(double lowest, double highest) {
    requirePositive("--lr", lowest);
    requirePositive("--max-lr", highest);
    if (highest <= lowest) {
      throw new IllegalArgumentException(
          "--max-lr must be greater than --lr, the lowest rate, but is %s with --lr %s"
              .formatted(highest, lowest));
    }
  }

  /** Linear warm-up. */
  static double warmUp(double initial, double peak, long updates, long warmupUpdates) {
    return initial + updates * ((peak - initial) / warmupUpdates);
  }

  /** The value of a saved memory. */
  static double remembered(Map<String, Double> memory, String key) {
    Double value = memory.get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "the saved learning-rate schedule remembers %s, this one needs %s: it is another; give"
                  .formatted(memory.keySet(), key)
              + " the former --lr-scheduler, or --reset-lr-scheduler to begin anew");
    }
    return value;
  }
}

package ai.nmt.train;

import ai.nmt.random.Seeds;
import java.util.List;

/**
 * When and on what the model is validated.
 *
 * @param interval every how many epochs ({@code --validate-interval}), at least 1
 * @param intervalUpdates every how many updates as well ({@code --validate-interval-updates}); 0 =
 *     never
 * @param afterUpdates number of updates before which nothing is validated, nor saved within an
 *     epoch ({@code --validate-after-updates}), at least 0
 * @param fixedSeed seed of what is random in a validation ({@code --fixed-validation-seed}); null =
 *     another one each time, made of {@code --seed} and the number of updates
 * @param subsets names of the validation data ({@code --valid-subset}); the first one decides about
 *     the best checkpoint; empty with {@code --disable-validation}
 */
public record ValidationConfig(
    int interval, long intervalUpdates, long afterUpdates, Long fixedSeed, List<String> subsets) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the flag whose value is out of its range
   */
  public ValidationConfig {
    subsets = List.copyOf(subsets);
    if (interval < 1) {
      throw new IllegalArgumentException(
          "--validate-interval must be at least 1, but is " + interval);
    }
    if (intervalUpdates < 0) {
      throw new IllegalArgumentException(
          "--validate-interval-updates must be at least 1, or 0 for never, but is "
              + intervalUpdates);
    }
    if (afterUpdates < 0) {
      throw new IllegalArgumentException(
          "--validate-after-updates must be at least 0, but is " + afterUpdates);
    }
    if (subsets.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("--valid-subset has an empty name: " + subsets);
    }
    if (subsets.stream().distinct().count() < subsets.size()) {
      throw new IllegalArgumentException("--valid-subset names one twice: " + subsets);
    }
  }

  /**
   * fairseq's defaults.
   *
   * @return after every epoch, on {@code valid}
   */
  public static ValidationConfig defaults() {
    return new ValidationConfig(1, 0, 0, null, List.of("valid"));
  }

  /**
   * Whether a validation is due within an epoch.
   *
   * @param updates number of updates done
   * @return whether it is
   */
  public boolean isDueAfterUpdate(long updates) {
    return intervalUpdates > 0 && updates % intervalUpdates == 0;
  }

  /**
   * Whether validations have begun.
   *
   * @param updates number of updates done
   * @return whether they have
   */
  public boolean hasBegun(long updates) {
    return updates >= afterUpdates;
  }

  /**
   * The seed of a validation.
   *
   * @param trainingSeed seed of the training
   * @param updates number of updates before the validation
   * @return the fixed one, or one of its own
   */
  public long seed(long trainingSeed, long updates) {
    return fixedSeed == null ? Seeds.derive(trainingSeed, "validation", updates) : fixedSeed;
  }
}

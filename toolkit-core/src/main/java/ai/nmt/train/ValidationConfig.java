package ai.nmt.train;

import java.util.List;

/**
 * When and on what the model is validated.
 *
 * @param interval every how many epochs ({@code --validate-interval}), at least 1
 * @param subsets names of the validation data ({@code --valid-subset}); the first one decides about
 *     the best checkpoint; empty with {@code --disable-validation}
 */
public record ValidationConfig(int interval, List<String> subsets) {
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
    if (subsets.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("--valid-subset has an empty name: " + subsets);
    }
  }

  /**
   * fairseq's defaults.
   *
   * @return after every epoch, on {@code valid}
   */
  public static ValidationConfig defaults() {
    return new ValidationConfig(1, List.of("valid"));
  }
}

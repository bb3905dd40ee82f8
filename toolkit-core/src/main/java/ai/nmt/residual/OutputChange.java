package ai.nmt.residual;

import ai.nmt.io.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How fast a stack's output may change with its number n of residual sub-layers when its parameters
 * do; it decides the ω of profile-free Admin.
 */
public enum OutputChange {
  /** ω = sqrt(n). */
  CONSTANT("O(1)"),
  /** ω = sqrt((n + 1) / ln(n + 1) - 1). */
  LOGARITHMIC("O(logn)"),
  /** ω = 1, that is Post-LN's. */
  LINEAR("O(n)");

  /** What the flag's value {@code default} stands for. */
  public static final OutputChange DEFAULT = LOGARITHMIC;

  private static final String DEFAULT_FLAG = "default";

  private final String flag;

  OutputChange(String flag) {
    this.flag = flag;
  }

  /**
   * The flag's spelling.
   *
   * @return for example {@code O(logn)}
   */
  public String flag() {
    return flag;
  }

  /**
   * Finds a value by its spelling.
   *
   * @param flag for example {@code O(logn)}, or {@code default}
   * @return the value
   * @throws InputException if there is none, naming the choices
   */
  public static OutputChange of(String flag) {
    if (flag.equals(DEFAULT_FLAG)) {
      return DEFAULT;
    }
    return Arrays.stream(values())
        .filter(value -> value.flag.equals(flag))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "--output-change-scale %s is unknown; choose one of %s"
                        .formatted(flag, String.join(", ", flags()))));
  }

  /**
   * All spellings.
   *
   * @return {@code default} and those of the values
   */
  public static List<String> flags() {
    return Stream.concat(Stream.of(DEFAULT_FLAG), Arrays.stream(values()).map(OutputChange::flag))
        .toList();
  }

  /**
   * The factor on the shortcuts of a stack.
   *
   * @param subLayers n, the stack's residual sub-layers: two per encoder layer, three per decoder
   *     layer; at least 1
   * @return ω
   * @throws IllegalArgumentException if there is no sub-layer
   */
  public double omega(int subLayers) {
    if (subLayers < 1) {
      throw new IllegalArgumentException(
          "a stack has at least 1 residual sub-layer, not " + subLayers);
    }
    double next = subLayers + 1.0;
    return switch (this) {
      case CONSTANT -> Math.sqrt(subLayers);
      case LOGARITHMIC -> Math.sqrt(next / Math.log(next) - 1);
      case LINEAR -> 1;
    };
  }
}

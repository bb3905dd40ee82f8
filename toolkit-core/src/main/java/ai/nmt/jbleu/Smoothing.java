package ai.nmt.jbleu;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What stands in for an n-gram precision of zero, which would make the whole score zero (Chen and
 * Cherry, WMT 2014).
 *
 * @param method the method
 * @param value the floor's numerator or the number added; 0 with the methods that have none
 */
public record Smoothing(Method method, double value) {

  /** The methods of {@code --smooth-method}. */
  public enum Method {
    /** No smoothing. */
    NONE("none", OptionalDouble.empty()),
    /** Counts of zero become the value. */
    FLOOR("floor", OptionalDouble.of(0.1)),
    /** The value is added to matches and totals of all orders above 1. */
    ADD_K("add-k", OptionalDouble.of(1)),
    /** The k-th precision of zero becomes 1 / (2^k total), as in mteval-v13a. */
    EXP("exp", OptionalDouble.empty());

    private final String flag;
    private final OptionalDouble defaultValue;

    Method(String flag, OptionalDouble defaultValue) {
      this.flag = flag;
      this.defaultValue = defaultValue;
    }

    /**
     * The method of a name.
     *
     * @param name a value of {@code --smooth-method}
     * @return the method
     * @throws IllegalArgumentException listing the valid names where there is none of this name
     */
    public static Method of(String name) {
      return Arrays.stream(values())
          .filter(method -> method.flag.equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "--smooth-method must be one of "
                          + Arrays.stream(values())
                              .map(method -> method.flag)
                              .collect(Collectors.joining(", "))
                          + ", but is "
                          + name));
    }

    /**
     * The method's name.
     *
     * @return the value of {@code --smooth-method}
     */
    @Override
    public String toString() {
      return flag;
    }
  }

  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException where it is negative or not finite
   */
  public Smoothing {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("--smooth-value must be at least 0, but is " + value);
    }
  }

  /**
   * sacreBLEU's smoothing of a method: floor 0.1, add-k 1.
   *
   * @param method the method
   * @return the smoothing with the method's own value
   */
  public static Smoothing defaults(Method method) {
    return new Smoothing(method, method.defaultValue.orElse(0));
  }

  /**
   * The smoothing as it stands in a signature.
   *
   * @return for example {@code exp} or {@code floor[0.10]}
   */
  @Override
  public String toString() {
    return method.defaultValue.isPresent()
        ? method + "[" + Decimals.format(value, 2) + "]"
        : method.toString();
  }
}

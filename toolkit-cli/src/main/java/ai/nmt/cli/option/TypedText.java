package ai.nmt.cli.option;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;

/** Values as they are typed: what the help shows can be copied behind the flag in a shell. */
public final class TypedText {
  /** Words that no shell changes. */
  private static final Pattern PLAIN = Pattern.compile("[\\w./:,+=@%-]+");

  /** Decimal places up to which a number is easier to read without an exponent. */
  private static final int PLAIN_PLACES = 4;

  private TypedText() {}

  /**
   * Returns the default of an option or argument.
   *
   * @return nothing where there is none, and for switches, which take no value
   */
  public static Optional<String> defaultOf(ArgSpec argument) {
    if (argument.arity().max() == 0) {
      return Optional.empty();
    }
    return Optional.ofNullable((Object) argument.defaultValue())
        .or(() -> Optional.ofNullable(argument.initialValue()))
        .flatMap(value -> of(argument, value));
  }

  /**
   * Returns a value of an option.
   *
   * @return nothing for a list without elements
   */
  public static Optional<String> of(ArgSpec argument, Object value) {
    if (value instanceof Collection<?> several) {
      boolean apart = argument.splitRegex().isEmpty();
      return several.isEmpty()
          ? Optional.empty()
          : Optional.of(
              several.stream()
                  .map(element -> quoted(word(element)))
                  .collect(Collectors.joining(apart ? " " : argument.splitRegex())));
    }
    return Optional.of(quoted(word(value)));
  }

  /** Returns a number in its shortest form, such as 0.0005, 25 or 1e-8. */
  public static String number(double number) {
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (number == 0 || (exponent >= -PLAIN_PLACES && exponent <= 2 * PLAIN_PLACES)) {
      return exact.toPlainString();
    }
    return exact.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }

  /** Returns a value as it stands in a file of settings. */
  public static String plain(Object value) {
    return value instanceof Double number ? number(number) : String.valueOf(value);
  }

  private static String word(Object value) {
    if (value instanceof Boolean is) {
      return is ? "True" : "False";
    }
    return plain(value);
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}

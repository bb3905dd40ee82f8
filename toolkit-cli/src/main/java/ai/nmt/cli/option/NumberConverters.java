package ai.nmt.cli.option;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/**
 * How numbers are read: as Python writes them, and whole numbers also as {@code 1e5} or {@code
 * 4e3}. What is no number is told in words that do not name Java's types.
 */
public final class NumberConverters {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");

  private static final Pattern INFINITE = Pattern.compile("(?i)([+-]?)inf(?:inity)?");

  private NumberConverters() {}

  /**
   * Makes a command and its subcommands read numbers this way.
   *
   * @param commandLine the command; subcommands that are added later are not reached
   */
  public static void register(CommandLine commandLine) {
    commandLine
        .registerConverter(int.class, NumberConverters::toInt)
        .registerConverter(Integer.class, NumberConverters::toInt)
        .registerConverter(long.class, NumberConverters::toLong)
        .registerConverter(Long.class, NumberConverters::toLong)
        .registerConverter(double.class, NumberConverters::toDouble)
        .registerConverter(Double.class, NumberConverters::toDouble);
  }

  /** Returns whether a word is a number. */
  public static boolean isNumber(String word) {
    return DECIMAL.matcher(word).matches();
  }

  static double toDouble(String text) {
    String word = text.strip();
    if (isNumber(word)) {
      return Double.parseDouble(word);
    }
    if (INFINITE.matcher(word).matches()) {
      return word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    throw new TypeConversionException("'%s' is not a number".formatted(text));
  }

  private static int toInt(String text) {
    return whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE).intValueExact();
  }

  private static long toLong(String text) {
    return whole(text, Long.MIN_VALUE, Long.MAX_VALUE).longValueExact();
  }

  private static BigInteger whole(String text, long least, long most) {
    BigInteger number = exact(text);
    if (number.compareTo(BigInteger.valueOf(least)) < 0) {
      throw new TypeConversionException("'%s' is less than %d".formatted(text, least));
    }
    if (number.compareTo(BigInteger.valueOf(most)) > 0) {
      throw new TypeConversionException("'%s' is more than %d".formatted(text, most));
    }
    return number;
  }

  private static BigInteger exact(String text) {
    String word = text.strip();
    if (isNumber(word)) {
      try {
        return new BigDecimal(word).toBigIntegerExact();
      } catch (ArithmeticException fraction) {
        throw new TypeConversionException("'%s' is not a whole number".formatted(text));
      }
    }
    throw new TypeConversionException("'%s' is not a whole number".formatted(text));
  }
}

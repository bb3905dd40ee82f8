package ai.nmt.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Two numbers as fairseq writes them.
 *
 * @param first the first number
 * @param second the second number
 */
record NumberPair(double first, double second) {
  @Override
  public String toString() {
    return "(" + first + ", " + second + ")";
  }

  /** Reads {@code (0.9, 0.98)}, with or without parentheses and spaces. */
  static final class Converter implements ITypeConverter<NumberPair> {
    @Override
    public NumberPair convert(String value) {
      String[] numbers = value.replaceAll("[()\\[\\]\\s]", "").split(",", -1);
      try {
        if (numbers.length == 2) {
          return new NumberPair(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
        }
      } catch (NumberFormatException e) {
        throw wrong(value);
      }
      throw wrong(value);
    }

    private static TypeConversionException wrong(String value) {
      return new TypeConversionException(
          "'" + value + "' is not two numbers such as '(0.9, 0.98)'");
    }
  }
}

package ai.nmt.cli.option;

import java.util.List;
import java.util.stream.Stream;
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
    return "(%s, %s)".formatted(TypedText.number(first), TypedText.number(second));
  }

  /** Reads {@code (0.9, 0.98)}, with or without parentheses and spaces. */
  static final class Converter implements ITypeConverter<NumberPair> {
    @Override
    public NumberPair convert(String value) {
      String[] numbers = NumberLists.join(List.of(value)).split(",", -1);
      if (numbers.length == 2 && Stream.of(numbers).allMatch(NumberConverters::isNumber)) {
        return new NumberPair(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
      }
      throw new TypeConversionException("'" + value + "' is not two numbers such as '(0.9, 0.98)'");
    }
  }
}

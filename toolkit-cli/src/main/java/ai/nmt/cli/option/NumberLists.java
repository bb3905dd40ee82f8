package ai.nmt.cli.option;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Flags that take several numbers, in all spellings of fairseq's: {@code 0.1,0.2}, {@code [0.1,
 * 0.2]}, {@code (0.1, 0.2)} and {@code 0.1 0.2}.
 */
public final class NumberLists {
  private static final Pattern BRACKETS = Pattern.compile("\\[(.*)]|\\((.*)\\)");

  private NumberLists() {}

  /** Returns whether a flag takes several numbers as one value. */
  public static boolean isList(OptionSpec option) {
    if (option.type() == NumberPair.class) {
      return true;
    }
    return option.typeInfo().isCollection()
        && !option.splitRegex().isEmpty()
        && Number.class.isAssignableFrom(option.auxiliaryTypes()[0]);
  }

  /**
   * Returns whether a word goes on with a value that was begun.
   *
   * @param begun the words of the value so far, at least one
   * @param next the word behind them
   */
  public static boolean goesOn(List<String> begun, String next) {
    if (isOpen(begun)) {
      return true;
    }
    return begun.stream().allMatch(NumberConverters::isNumber) && NumberConverters.isNumber(next);
  }

  /** Returns the words of one value as numbers with commas between them; others as they are. */
  public static String join(List<String> words) {
    String text = String.join(" ", words).strip();
    Matcher brackets = BRACKETS.matcher(text);
    if (brackets.matches()) {
      text = brackets.group(1) == null ? brackets.group(2) : brackets.group(1);
    }
    return String.join(",", text.strip().split("\\s*,\\s*|\\s+", -1));
  }

  private static boolean isOpen(List<String> words) {
    String text = String.join(" ", words);
    return (text.startsWith("[") && !text.contains("]"))
        || (text.startsWith("(") && !text.contains(")"));
  }
}

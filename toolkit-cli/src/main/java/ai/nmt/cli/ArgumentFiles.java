package ai.nmt.cli;

import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expands {@code @file} arguments.
 *
 * <p>The file holds arguments separated by white space or line ends; single or double quotes keep
 * white space inside an argument, and a {@code #} outside of quotes at the beginning of an argument
 * starts a comment that ends with the line. Arguments that begin with {@code @@} stay as they are,
 * because {@code @@} is the usual subword separator ({@code --remove-bpe '@@ '}).
 */
final class ArgumentFiles {
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

  /** White space, a comment, or a word with or without quoted parts. */
  private static final Pattern TOKEN =
      Pattern.compile("\\s+|#.*|(?<word>(?:" + QUOTED.pattern() + "|[^\\s\"'])+)");

  private ArgumentFiles() {}

  /**
   * Replaces each argument {@code @file} by the arguments in that file.
   *
   * @throws InputException if a file is missing or has an open quote
   */
  static String[] expand(String[] arguments) {
    List<String> expanded = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.length() > 1 && argument.charAt(0) == '@' && argument.charAt(1) != '@') {
        Path file = Path.of(argument.substring(1));
        expanded.addAll(split(read(file), file));
      } else {
        expanded.add(argument);
      }
    }
    return expanded.toArray(String[]::new);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new InputException(
          "Cannot read the argument file '%s' (given as '@%s'). Check the path; to pass a value that begins with '@' write --flag=@value."
              .formatted(file, file),
          e);
    }
  }

  private static List<String> split(String text, Path file) {
    List<String> words = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    int position = 0;
    while (position < text.length()) {
      if (!token.region(position, text.length()).lookingAt()) {
        throw new InputException(
            "The argument file '%s' ends inside a quoted argument: a closing %s is missing."
                .formatted(file, text.charAt(position)));
      }
      if (token.group("word") != null) {
        words.add(QUOTED.matcher(token.group("word")).replaceAll("$1$2"));
      }
      position = token.end();
    }
    return words;
  }
}

package ai.nmt.cli;

import ai.nmt.io.ByteOrderMark;
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
  /** A part of a word, with or without quotes, or what ends it. */
  private static final Pattern PART =
      Pattern.compile("(?<space>\\s+)|\"([^\"]*)\"|'([^']*)'|[^\\s\"']+");

  private static final Pattern COMMENT = Pattern.compile("#.*");

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
      return ByteOrderMark.dropped(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new InputException(
          "Cannot read the argument file '%s' (given as '@%s'). Check the path; to pass a value that begins with '@' write --flag=@value."
              .formatted(file, file),
          e);
    }
  }

  private static List<String> split(String text, Path file) {
    List<String> words = new ArrayList<>();
    Matcher part = PART.matcher(text);
    Matcher comment = COMMENT.matcher(text);
    StringBuilder word = null;
    int position = 0;
    while (position < text.length()) {
      if (word == null && comment.region(position, text.length()).lookingAt()) {
        position = comment.end();
        continue;
      }
      if (!part.region(position, text.length()).lookingAt()) {
        throw new InputException(
            "The argument file '%s' ends inside a quoted argument: a closing %s is missing."
                .formatted(file, text.charAt(position)));
      }
      if (part.group("space") == null) {
        word = word == null ? new StringBuilder() : word;
        word.append(unquoted(part));
      } else if (word != null) {
        words.add(word.toString());
        word = null;
      }
      position = part.end();
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }

  private static String unquoted(Matcher part) {
    String quoted = part.group(2) == null ? part.group(3) : part.group(2);
    return quoted == null ? part.group() : quoted;
  }
}

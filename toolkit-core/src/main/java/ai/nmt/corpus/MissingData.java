package ai.nmt.corpus;

import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Says what a folder holds in place of the data that preprocess writes. */
final class MissingData {
  /** The texts that preprocess is given, and their flags. */
  private static final Map<String, String> TEXTS =
      new TreeMap<>(Map.of("train", "--trainpref", "valid", "--validpref", "test", "--testpref"));

  /** What no name of a language is. */
  private static final Set<String> NO_LANGUAGES =
      Set.of("bin", "idx", "txt", "json", "jsonl", "pt", "safetensors", "gz", "html", "log");

  private MissingData() {}

  /**
   * The error for a folder without data.
   *
   * @param folder an existing folder
   * @param missing what was looked for, as in "a dictionary dict.en.txt"
   * @return what is wrong, and the command that helps
   */
  static InputException in(Path folder, String missing) {
    return new InputException("there is no " + missing + " in " + folder + ": " + advice(folder));
  }

  private static String advice(Path folder) {
    List<String> names;
    try (Stream<Path> files = Files.list(folder)) {
      names = files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw InputException.cannotRead(folder, e);
    }
    Map<String, Set<String>> texts = texts(names);
    if (!texts.isEmpty()) {
      return "it holds raw text; run '" + command(folder, texts) + "' first";
    }
    if (names.stream().anyMatch(name -> name.matches("dict\\..+\\.txt"))) {
      return "it holds dictionaries, but no data; run preprocess with --trainpref and --validpref";
    }
    return "it is no folder that preprocess wrote; check the path, or run preprocess first";
  }

  /** The languages of the texts that exist in two or more of them, by the name that they share. */
  private static Map<String, Set<String>> texts(List<String> names) {
    Map<String, Set<String>> texts = new TreeMap<>();
    for (String name : names) {
      int dot = name.lastIndexOf('.');
      if (dot > 0 && !NO_LANGUAGES.contains(name.substring(dot + 1))) {
        texts
            .computeIfAbsent(name.substring(0, dot), text -> new TreeSet<>())
            .add(name.substring(dot + 1));
      }
    }
    texts.values().removeIf(languages -> languages.size() < 2);
    return texts;
  }

  private static String command(Path folder, Map<String, Set<String>> texts) {
    String first = texts.containsKey("train") ? "train" : texts.keySet().iterator().next();
    List<String> languages = List.copyOf(texts.get(first));
    StringBuilder command = new StringBuilder("nmt preprocess -s ");
    if (languages.size() == 2) {
      command.append(languages.get(0)).append(" -t ").append(languages.get(1));
    } else {
      command.append("SOURCE -t TARGET");
    }
    if (!TEXTS.containsKey(first)) {
      command.append(" --trainpref ").append(folder.resolve(first));
    }
    for (String text : List.of("train", "valid", "test")) {
      if (texts.containsKey(text)) {
        command.append(' ').append(TEXTS.get(text)).append(' ').append(folder.resolve(text));
      }
    }
    return command.append(" --destdir ").append(folder).append("-data").toString();
  }
}

package ai.nmt.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The nonbreaking prefixes of {@code nonbreaking.selections}, whose head describes its format. */
final class PrefixSelections {
  private static final String RESOURCE = "nonbreaking.selections";

  private PrefixSelections() {}

  /** All languages of the resource with their prefixes. */
  static Map<String, NonbreakingPrefixes> load() {
    try (InputStream resource = PrefixSelections.class.getResourceAsStream(RESOURCE)) {
      return parse(new String(resource.readAllBytes(), UTF_8).split("\n", -1));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the lists " + RESOURCE, e);
    }
  }

  private static Map<String, NonbreakingPrefixes> parse(String[] lines) {
    Map<String, NonbreakingPrefixes> selections = new TreeMap<>();
    String language = "";
    for (String line : lines) {
      if (line.startsWith("[")) {
        language = line.substring(1, line.length() - 1);
        selections.put(language, new NonbreakingPrefixes(Set.of(), Set.of()));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        selections.merge(language, parse(line), NonbreakingPrefixes::plus);
      }
    }
    return Collections.unmodifiableMap(selections);
  }

  private static NonbreakingPrefixes parse(String line) {
    int space = line.indexOf(' ');
    String values = line.substring(space + 1);
    return switch (line.substring(0, space)) {
      case "letters" -> new NonbreakingPrefixes(letters(values), Set.of());
      case "words" -> new NonbreakingPrefixes(words(values), Set.of());
      case "numbers" -> new NonbreakingPrefixes(Set.of(), words(values));
      default -> throw new IllegalStateException(RESOURCE + " has the line '" + line + "'");
    };
  }

  private static Set<String> letters(String values) {
    Set<String> letters = new HashSet<>();
    values.codePoints().mapToObj(Character::toString).forEach(letters::add);
    return letters;
  }

  private static Set<String> words(String values) {
    return new HashSet<>(Arrays.asList(values.split(" ", -1)));
  }
}

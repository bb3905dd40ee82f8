package ai.nmt.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.io.ByteOrderMark;
import ai.nmt.io.InputException;
import ai.nmt.unicode.Characters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Words after which a full stop does not end a sentence: abbreviations, initials, ordinal numbers.
 *
 * <p>File format (Moses'): one prefix per line without its full stop; {@code PREFIX #NUMERIC_ONLY#}
 * for one that counts only before a number; lines starting with {@code #} are comments. Of a prefix
 * that comes twice the last line counts.
 *
 * @param always prefixes whatever follows
 * @param beforeNumbers prefixes only before a word that starts with an ASCII digit
 */
public record NonbreakingPrefixes(Set<String> always, Set<String> beforeNumbers) {
  private static final String NUMERIC_ONLY = "#NUMERIC_ONLY#";
  private static final List<String> COMPLETE = List.of("de", "en", "fr");
  private static final Map<String, NonbreakingPrefixes> SELECTIONS = PrefixSelections.load();

  /** Copies the sets. */
  public NonbreakingPrefixes {
    always = Set.copyOf(always);
    beforeNumbers = Set.copyOf(beforeNumbers);
  }

  /**
   * Languages with a list of their own.
   *
   * @return ISO codes in alphabetical order
   */
  public static List<String> languages() {
    return Stream.concat(COMPLETE.stream(), SELECTIONS.keySet().stream()).sorted().toList();
  }

  /**
   * Languages whose list leads to the same tokens as Moses' own. Those of the other {@link
   * #languages} are selections: they hold the common abbreviations, not all that Moses knows.
   *
   * @return ISO codes in alphabetical order
   */
  public static List<String> completeLanguages() {
    return COMPLETE;
  }

  /**
   * The list of a language.
   *
   * @param language ISO code
   * @return its list; the English one for languages without (see {@link #languages})
   */
  public static NonbreakingPrefixes of(String language) {
    if (SELECTIONS.containsKey(language)) {
      return SELECTIONS.get(language);
    }
    String name = "nonbreaking." + (COMPLETE.contains(language) ? language : "en");
    try (InputStream resource = NonbreakingPrefixes.class.getResourceAsStream(name)) {
      return parse(new String(resource.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the list " + name, e);
    }
  }

  /**
   * Reads a language's list from a folder of Moses' files.
   *
   * @param folder folder with files {@code nonbreaking_prefix.LANGUAGE}
   * @param language ISO code
   * @return the list
   * @throws InputException if the language's file is missing or not UTF-8
   */
  public static NonbreakingPrefixes loadFromFolder(Path folder, String language) {
    return load(folder.resolve("nonbreaking_prefix." + language));
  }

  /**
   * Reads a list.
   *
   * @param file file in Moses' format
   * @return the list
   * @throws InputException if the file is missing or not UTF-8
   */
  public static NonbreakingPrefixes load(Path file) {
    try {
      return parse(ByteOrderMark.dropped(Files.readString(file, UTF_8), file.toString()));
    } catch (NoSuchFileException e) {
      throw new InputException("the list of nonbreaking prefixes " + file + " does not exist", e);
    } catch (CharacterCodingException e) {
      throw new InputException("the list of nonbreaking prefixes " + file + " is not UTF-8", e);
    } catch (IOException e) {
      throw new InputException("cannot read the list of nonbreaking prefixes " + file, e);
    }
  }

  /**
   * Joins two lists.
   *
   * @param other the list to add, which decides about prefixes of both
   * @return all prefixes of both
   */
  public NonbreakingPrefixes plus(NonbreakingPrefixes other) {
    Map<String, Boolean> numeric = new HashMap<>();
    List.of(this, other)
        .forEach(
            list -> {
              list.beforeNumbers.forEach(prefix -> numeric.put(prefix, true));
              list.always.forEach(prefix -> numeric.put(prefix, false));
            });
    return of(numeric);
  }

  /** Of prefixes and whether they count only before numbers. */
  private static NonbreakingPrefixes of(Map<String, Boolean> numeric) {
    Set<String> always = new HashSet<>();
    Set<String> beforeNumbers = new HashSet<>();
    numeric.forEach((prefix, isNumeric) -> (isNumeric ? beforeNumbers : always).add(prefix));
    return new NonbreakingPrefixes(always, beforeNumbers);
  }

  /** Of a prefix that comes twice the last line counts. */
  private static NonbreakingPrefixes parse(String text) {
    Map<String, Boolean> numeric = new HashMap<>();
    for (String line : text.split("\r?\n", -1)) {
      // A 0 is false for Perl, so that Moses skips it like an empty line.
      if (line.isEmpty() || line.equals("0") || line.startsWith("#")) {
        continue;
      }
      int mark = line.lastIndexOf(NUMERIC_ONLY);
      boolean isNumeric = mark > 0 && Characters.isSpace(line.charAt(mark - 1));
      numeric.put(isNumeric ? line.substring(0, mark - 1) : line, isNumeric);
    }
    return of(numeric);
  }
}

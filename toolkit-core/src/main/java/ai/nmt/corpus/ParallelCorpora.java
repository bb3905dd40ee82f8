package ai.nmt.corpus;

import ai.nmt.io.InputException;
import ai.nmt.vocab.Dictionary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds data sets and dictionaries in a folder that preprocess wrote, by fairseq's file names:
 * {@code SPLIT.SRC-TGT.LANG.bin}, {@code .idx} and {@code dict.LANG.txt}.
 */
public final class ParallelCorpora {
  private ParallelCorpora() {}

  /**
   * Opens both sides of a split.
   *
   * @param folder folder that preprocess wrote
   * @param split {@code train}, {@code valid}, {@code test}, {@code valid1}, ...
   * @param source source language
   * @param target target language; files of the reverse pair serve as well
   * @return the corpus
   * @throws InputException if files are missing or damaged
   */
  public static ParallelCorpus open(Path folder, String split, String source, String target) {
    return open(
        folder, split, new LanguagePair(source, target), Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  /**
   * Opens both sides of a split, whose ids must be those of the dictionaries.
   *
   * @param folder folder that preprocess wrote
   * @param split {@code train}, {@code valid}, {@code test}, {@code valid1}, ...
   * @param languages translation direction; files of the reverse pair serve as well
   * @param source dictionary of the source language
   * @param target dictionary of the target language
   * @return the corpus; reading a sentence with an id beyond its dictionary fails
   * @throws InputException if files are missing or damaged
   */
  public static ParallelCorpus open(
      Path folder, String split, LanguagePair languages, Dictionary source, Dictionary target) {
    return open(folder, split, languages, source.size(), target.size());
  }

  /**
   * Opens the splits that are trained on together, as one corpus.
   *
   * @param folder folder that preprocess wrote
   * @param splits the splits in their order, as {@link #parts} finds them; at least one
   * @param languages translation direction; files of the reverse pair serve as well
   * @param source dictionary of the source language
   * @param target dictionary of the target language
   * @return the corpus; reading a sentence with an id beyond its dictionary fails
   * @throws InputException if files are missing or damaged
   */
  public static ParallelCorpus open(
      Path folder,
      List<String> splits,
      LanguagePair languages,
      Dictionary source,
      Dictionary target) {
    List<ParallelCorpus> parts = new ArrayList<>();
    try {
      for (String split : splits) {
        parts.add(open(folder, split, languages, source, target));
      }
      return ParallelCorpus.joined(parts);
    } catch (InputException e) {
      parts.forEach(ParallelCorpus::close);
      throw e;
    }
  }

  /**
   * The splits that are trained on together: one, and those of its name with 1, 2, ... behind it.
   *
   * @param folder folder that preprocess wrote
   * @param split {@code train}, ...
   * @param languages translation direction; files of the reverse pair serve as well
   * @return {@code train}, {@code train1}, ... until the first that is missing; the split itself
   *     comes first even where it is missing
   */
  public static List<String> parts(Path folder, String split, LanguagePair languages) {
    List<String> parts = new ArrayList<>(List.of(split));
    while (exists(folder, split + parts.size(), languages)) {
      parts.add(split + parts.size());
    }
    return parts;
  }

  private static ParallelCorpus open(
      Path folder, String split, LanguagePair languages, int sourceSize, int targetSize) {
    Path stem = stem(folder, split, languages);
    return ParallelCorpus.of(
        name(folder, split),
        TokenDatasets.open(withLanguage(stem, languages.source()), sourceSize),
        TokenDatasets.open(withLanguage(stem, languages.target()), targetSize));
  }

  /**
   * Opens the source side of a split, to be translated.
   *
   * @param folder folder that preprocess wrote
   * @param split {@code test}, ...
   * @param languages translation direction
   * @param source dictionary of the source language
   * @return a corpus without target
   * @throws InputException if files are missing or damaged
   */
  public static ParallelCorpus openSource(
      Path folder, String split, LanguagePair languages, Dictionary source) {
    Path prefix = withLanguage(stem(folder, split, languages), languages.source());
    return ParallelCorpus.sourceOnly(TokenDatasets.open(prefix, source.size()))
        .withName(name(folder, split));
  }

  /**
   * Whether a split has a target side.
   *
   * @param folder folder that preprocess wrote
   * @param split {@code test}, ...
   * @param languages translation direction
   * @return false if it was made with {@code --only-source}
   * @throws InputException if the split does not exist at all
   */
  public static boolean hasTarget(Path folder, String split, LanguagePair languages) {
    return TokenDatasets.exists(withLanguage(stem(folder, split, languages), languages.target()));
  }

  /**
   * Whether a split exists.
   *
   * @param folder folder that preprocess wrote
   * @param split {@code valid1}, ...
   * @param languages translation direction
   * @return true if at least its source side does
   */
  public static boolean exists(Path folder, String split, LanguagePair languages) {
    return stems(folder, split, languages).stream()
        .anyMatch(stem -> TokenDatasets.exists(withLanguage(stem, languages.source())));
  }

  /**
   * The languages of a folder, from its file names.
   *
   * @param folder folder that preprocess wrote
   * @return the one pair that its files name
   * @throws InputException if they name none or several
   */
  public static LanguagePair languages(Path folder) {
    TreeSet<String> pairs = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString().split("\\.", -1))
          .filter(parts -> parts.length == 4 && parts[3].equals("idx"))
          .map(parts -> parts[1])
          .filter(pair -> pair.matches("[^-]+-[^-]+"))
          .forEach(pairs::add);
    } catch (IOException e) {
      throw InputException.cannotRead(folder, e);
    }
    if (pairs.isEmpty()) {
      throw MissingData.in(folder, "data of preprocess (train.en-de.en.idx, ...)");
    }
    if (pairs.size() != 1) {
      throw new InputException(
          "cannot tell the languages of "
              + folder
              + ": its files name "
              + String.join(", ", pairs)
              + "; give --source-lang and --target-lang");
    }
    String[] names = pairs.first().split("-", -1);
    return new LanguagePair(names[0], names[1]);
  }

  /**
   * Loads the dictionary of a language.
   *
   * @param folder folder that preprocess wrote
   * @param language its name
   * @return {@code dict.LANGUAGE.txt}
   * @throws InputException if it is missing or malformed
   */
  public static Dictionary dictionary(Path folder, String language) {
    Path file = folder.resolve("dict." + language + ".txt");
    if (Files.isDirectory(folder) && !Files.exists(file) && !hasData(folder)) {
      throw MissingData.in(folder, "dictionary " + file.getFileName());
    }
    return Dictionary.load(file);
  }

  private static boolean hasData(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.getFileName().toString().endsWith(".idx"));
    } catch (IOException e) {
      throw InputException.cannotRead(folder, e);
    }
  }

  private static String name(Path folder, String split) {
    return folder.resolve(split).toString();
  }

  private static Path stem(Path folder, String split, LanguagePair languages) {
    return stems(folder, split, languages).stream()
        .filter(stem -> TokenDatasets.exists(withLanguage(stem, languages.source())))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "there is no split \""
                        + split
                        + "\" for "
                        + languages
                        + " in "
                        + folder
                        + ": expected "
                        + withLanguage(stems(folder, split, languages).get(0), languages.source())
                        + ".bin and .idx; check the folder, the split and the languages, or run"
                        + " preprocess"));
  }

  private static List<Path> stems(Path folder, String split, LanguagePair languages) {
    return List.of(
        folder.resolve(split + "." + languages.source() + "-" + languages.target()),
        folder.resolve(split + "." + languages.target() + "-" + languages.source()));
  }

  private static Path withLanguage(Path stem, String language) {
    return stem.resolveSibling(stem.getFileName() + "." + language);
  }
}

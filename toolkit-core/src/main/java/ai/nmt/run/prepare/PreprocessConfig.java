package ai.nmt.run.prepare;

import ai.nmt.corpus.LanguagePair;
import ai.nmt.io.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@link Preprocess} is to do.
 *
 * @param languages translation direction
 * @param train prefix of the training text: {@code PREFIX.LANG}
 * @param valid prefixes of validation texts, which become valid, valid1, ...
 * @param test prefixes of test texts, which become test, test1, ...
 * @param dictionaries where they come from
 * @param text how the texts are read
 * @param output where and how results are written
 * @param workers number of threads, at least 1; does not change the results
 */
public record PreprocessConfig(
    LanguagePair languages,
    Optional<Path> train,
    List<Path> valid,
    List<Path> test,
    DictionaryChoice dictionaries,
    TextInput text,
    Output output,
    int workers) {

  /**
   * Where and how results are written.
   *
   * @param folder made if it does not exist
   * @param onlySource leave out the target language
   * @param overwrite replace files of an earlier run
   */
  public record Output(Path folder, boolean onlySource, boolean overwrite) {
    /**
     * Both languages, keeping what exists.
     *
     * @return the default output
     */
    public static Output defaults() {
      return new Output(Path.of("data-bin"), false, false);
    }
  }

  /** Checks that the parts agree. */
  public PreprocessConfig {
    valid = List.copyOf(valid);
    test = List.copyOf(test);
    if (workers < 1) {
      throw new InputException("--workers is " + workers + ", but at least 1 is needed");
    }
    if (train.isEmpty() && valid.isEmpty() && test.isEmpty()) {
      throw new InputException(
          "there is no text to binarise; give --trainpref, --validpref or --testpref");
    }
    if (train.isEmpty() && dictionaries.existingSource().isEmpty()) {
      throw new InputException(
          "a source dictionary is made from the training text; give --trainpref, or an existing"
              + " dictionary with --srcdict");
    }
    if (train.isEmpty() && !output.onlySource() && dictionaries.existingTarget().isEmpty()) {
      throw new InputException(
          "a target dictionary is made from the training text; give --trainpref, or an existing"
              + " dictionary with --tgtdict");
    }
  }

  /**
   * Preprocessing of prepared text.
   *
   * @param languages translation direction
   * @param train prefix of the training text: {@code PREFIX.LANG}
   * @param valid prefixes of validation texts
   * @param test prefixes of test texts
   * @param dictionaries where they come from
   * @param output where and how results are written
   * @param workers number of threads, at least 1
   */
  public PreprocessConfig(
      LanguagePair languages,
      Optional<Path> train,
      List<Path> valid,
      List<Path> test,
      DictionaryChoice dictionaries,
      Output output,
      int workers) {
    this(languages, train, valid, test, dictionaries, TextInput.defaults(), output, workers);
  }

  /**
   * The number of threads where none is asked for.
   *
   * @return the processors of this machine
   */
  public static int defaultWorkers() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** The names of the splits and the prefixes of their texts, in the order they are written. */
  Map<String, Path> splits() {
    Map<String, Path> splits = new LinkedHashMap<>();
    train.ifPresent(prefix -> splits.put(Preprocess.TRAIN, prefix));
    for (int i = 0; i < valid.size(); i++) {
      splits.put(i == 0 ? "valid" : "valid" + i, valid.get(i));
    }
    for (int i = 0; i < test.size(); i++) {
      splits.put(i == 0 ? "test" : "test" + i, test.get(i));
    }
    return splits;
  }

  /** The languages that are written, source first. */
  List<String> writtenLanguages() {
    List<String> written = new ArrayList<>(List.of(languages.source()));
    if (!output.onlySource()) {
      written.add(languages.target());
    }
    return written;
  }

  /** The existing dictionary that serves a language. */
  Optional<Path> existingDictionary(String language) {
    return language.equals(languages.source())
        ? dictionaries.existingSource()
        : dictionaries.existingTarget();
  }

  /** All texts that are written. */
  List<Path> texts() {
    return splits().values().stream()
        .flatMap(prefix -> writtenLanguages().stream().map(language -> text(prefix, language)))
        .toList();
  }

  /** The text of a split in a language. */
  static Path text(Path prefix, String language) {
    return prefix.resolveSibling(prefix.getFileName() + "." + language);
  }

  /** Where a language's dictionary is written. */
  Path dictionaryFile(String language) {
    return output.folder().resolve("dict." + language + ".txt");
  }

  /** Where a split's binarised text is written, without {@code .bin} and {@code .idx}. */
  Path dataPrefix(String split, String language) {
    return output.folder().resolve(split + "." + languages + "." + language);
  }

  /** All files of binarised text that are written. */
  List<Path> dataFiles() {
    return splits().keySet().stream()
        .flatMap(split -> writtenLanguages().stream().map(language -> dataPrefix(split, language)))
        .flatMap(
            prefix ->
                Stream.of(".idx", ".bin")
                    .map(suffix -> prefix.resolveSibling(prefix.getFileName() + suffix)))
        .toList();
  }
}

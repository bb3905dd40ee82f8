package ai.nmt.run.prepare;

import ai.nmt.io.Counted;
import ai.nmt.io.Folders;
import ai.nmt.io.InputException;
import ai.nmt.io.LineBlocks;
import ai.nmt.rules.TextRules;
import ai.nmt.rules.TextRulesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for everything that would make a preprocess fail, before it writes anything. */
final class PreprocessCheck {
  private final PreprocessConfig config;
  private final List<String> problems = new ArrayList<>();

  private PreprocessCheck(PreprocessConfig config) {
    this.config = config;
  }

  /** Makes the output folder and reports all problems at once. */
  static void run(PreprocessConfig config) {
    PreprocessCheck check = new PreprocessCheck(config);
    config.splits().forEach(check::checkTexts);
    check.checkFolder();
    if (!config.output().overwrite()) {
      check.checkExisting();
      check.checkRules();
    }
    if (!check.problems.isEmpty()) {
      throw new InputException(String.join(System.lineSeparator(), check.problems));
    }
  }

  private void checkTexts(String split, Path prefix) {
    List<Path> texts = new ArrayList<>();
    for (String language : config.writtenLanguages()) {
      Path text = PreprocessConfig.text(prefix, language);
      if (Files.isRegularFile(text)) {
        texts.add(text);
      } else {
        problems.add(
            "there is no text "
                + text
                + "; check the prefix given with "
                + flag(split)
                + " and the languages");
      }
    }
    if (texts.size() == config.writtenLanguages().size() && !config.text().scanned()) {
      checkLineCounts(texts);
    }
  }

  private static String flag(String split) {
    return "--" + split.replaceAll("\\d", "") + "pref";
  }

  private void checkLineCounts(List<Path> texts) {
    List<Long> counts = texts.stream().map(LineBlocks::countLines).toList();
    for (int i = 0; i < counts.size(); i++) {
      if (counts.get(i) == 0) {
        problems.add(texts.get(i) + " is empty; expected one sentence a line");
      }
    }
    if (counts.stream().distinct().count() > 1) {
      problems.add(
          texts.get(0)
              + " has "
              + Counted.of(counts.get(0), "line")
              + ", but "
              + texts.get(1)
              + " has "
              + counts.get(1)
              + "; line n of one must be the translation of line n of the other");
    }
  }

  private void checkFolder() {
    Path folder = config.output().folder();
    try {
      Folders.make(folder);
      if (!Files.isWritable(folder)) {
        problems.add(
            "cannot write into --destdir "
                + folder
                + ": permission denied; change its rights or choose another folder");
      }
    } catch (IOException e) {
      problems.add(InputException.cannotWrite(folder, e).getMessage() + "; see --destdir");
    }
  }

  private void checkExisting() {
    List<Path> existing =
        Stream.concat(newDictionaries(), config.dataFiles().stream())
            .filter(Files::exists)
            .toList();
    if (!existing.isEmpty()) {
      problems.add(
          "there are files of an earlier run: "
              + String.join(", ", existing.stream().map(Path::toString).toList())
              + "; choose another --destdir, delete them, or replace them with --overwrite");
    }
  }

  private void checkRules() {
    Path folder = config.output().folder();
    Optional<TextRules> wanted =
        Optional.of(config.text().rules()).filter(rules -> !rules.changeNothing());
    Optional<TextRules> existing = TextRulesFile.load(folder);
    if (existing.isPresent() && !existing.equals(wanted)) {
      problems.add(
          "the data in "
              + folder
              + " was made with other text rules ("
              + TextRulesFile.NAME
              + "); give the same flags, choose another --destdir, or replace it with --overwrite");
    }
  }

  /** An existing dictionary that is given may lie in the output folder itself. */
  private Stream<Path> newDictionaries() {
    return config.writtenLanguages().stream()
        .filter(language -> config.existingDictionary(language).isEmpty())
        .map(config::dictionaryFile);
  }
}

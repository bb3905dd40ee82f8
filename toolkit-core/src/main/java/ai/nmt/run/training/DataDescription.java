package ai.nmt.run.training;

import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.corpus.DataFolders;
import ai.nmt.corpus.LanguagePair;
import ai.nmt.corpus.ParallelCorpora;
import ai.nmt.io.FileFingerprint;
import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which data a training has seen, as its checkpoints say.
 *
 * @param folders the folders
 * @param languages source and target language
 * @param files what identifies the files of training and validation data; the key is the number of
 *     the folder, from 1, and the file's name, so that folders may be moved
 */
record DataDescription(
    List<String> folders, String languages, SortedMap<String, FileFingerprint> files) {
  /** Name of the section in checkpoints. */
  static final String SECTION = "data";

  private static final Logger LOG = LoggerFactory.getLogger(DataDescription.class);

  /** Reads the fingerprints of the files; {@code train1}, ... are training data as well. */
  static DataDescription of(
      DataFolders folders, String trainSubset, List<String> validSubsets, LanguagePair languages) {
    SortedMap<String, FileFingerprint> files = new TreeMap<>();
    for (int i = 0; i < folders.folders().size(); i++) {
      Path folder = folders.folders().get(i);
      List<String> subsets = new ArrayList<>(ParallelCorpora.parts(folder, trainSubset, languages));
      if (i == 0) {
        subsets.addAll(validSubsets);
      }
      for (Path file : files(folder, subsets)) {
        files.put((i + 1) + "/" + file.getFileName(), FileFingerprint.of(file));
      }
    }
    return new DataDescription(
        folders.folders().stream().map(Path::toString).toList(), languages.toString(), files);
  }

  /** The binarised files of some subsets. */
  private static List<Path> files(Path folder, List<String> subsets) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> isOf(file.getFileName().toString(), subsets)).toList();
    } catch (IOException e) {
      throw InputException.cannotRead(folder, e);
    }
  }

  private static boolean isOf(String name, List<String> subsets) {
    return (name.endsWith(".bin") || name.endsWith(".idx"))
        && subsets.stream().anyMatch(subset -> name.startsWith(subset + "."));
  }

  /** Says which files are not those that a checkpoint's training has seen. */
  static void warnOfDifferences(Checkpoint checkpoint, DataDescription here) {
    if (!checkpoint.hasSection(SECTION)) {
      return;
    }
    DataDescription before = checkpoint.section(SECTION, DataDescription.class);
    List<String> others =
        Stream.concat(before.files().keySet().stream(), here.files().keySet().stream())
            .distinct()
            .sorted()
            .filter(file -> !Objects.equals(here.files().get(file), before.files().get(file)))
            .toList();
    if (!others.isEmpty()) {
      LOG.warn(
          "{} was trained on other data: {} differ from the files it has seen (number of the"
              + " folder/file)",
          checkpoint.path(),
          String.join(", ", others));
    }
  }
}

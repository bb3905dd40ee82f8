package ai.nmt.interop;

import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder that is given where one of its checkpoints is meant. */
public final class CheckpointFolder {
  private static final Pattern EXTENSION =
      Pattern.compile(
          "(.*)("
              + Pattern.quote(CheckpointNames.EXTENSION)
              + "|"
              + Pattern.quote(CheckpointFiles.FAIRSEQ_EXTENSION)
              + ")");

  /** The number of an epoch, or of an epoch and an update. */
  private static final Pattern NUMBERED = Pattern.compile("checkpoint(?:_\\d+_)?(\\d{1,18})");

  /** Names that a message has place for. */
  private static final int SHOWN = 8;

  private CheckpointFolder() {}

  /**
   * The checkpoints of a folder.
   *
   * @param folder an existing folder
   * @return their names: the best one, those among the best, the last one, those of epochs and
   *     updates from late to early, all others by name
   * @throws InputException where the folder cannot be read
   */
  static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> EXTENSION.matcher(name).matches())
          .sorted(
              Comparator.comparingInt(CheckpointFolder::rank)
                  .thenComparing(Comparator.comparingLong(CheckpointFolder::number).reversed())
                  .thenComparing(Comparator.naturalOrder()))
          .toList();
    } catch (IOException e) {
      throw InputException.cannotRead(folder, e);
    }
  }

  /**
   * Says what a folder has to offer.
   *
   * @param folder an existing folder
   * @return a sentence for the user without its end
   */
  public static String described(Path folder) {
    List<String> names = names(folder);
    if (names.isEmpty()) {
      return "%s is a folder without checkpoints; give the path of a file such as %s"
          .formatted(folder, CheckpointNames.BEST);
    }
    String more = names.size() <= SHOWN ? "" : ", and %,d more".formatted(names.size() - SHOWN);
    return "%s is a folder; give the path of one of its checkpoints: %s%s"
        .formatted(
            folder, String.join(", ", names.subList(0, Math.min(SHOWN, names.size()))), more);
  }

  private static String stem(String name) {
    Matcher matcher = EXTENSION.matcher(name);
    return matcher.matches() ? matcher.group(1) : name;
  }

  private static int rank(String name) {
    String stem = stem(name);
    if (stem.equals("checkpoint_best")) {
      return 0;
    }
    if (stem.startsWith("checkpoint.best_")) {
      return 1;
    }
    if (stem.equals("checkpoint_last")) {
      return 2;
    }
    return NUMBERED.matcher(stem).matches() ? (stem.startsWith("checkpoint_") ? 4 : 3) : 5;
  }

  private static long number(String name) {
    Matcher numbered = NUMBERED.matcher(stem(name));
    return numbered.matches() ? Long.parseLong(numbered.group(1)) : 0;
  }
}

package ai.nmt.tensorboard;

import ai.nmt.io.Folders;
import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one training's event files.
 *
 * <p>At the beginning of each file TensorBoard forgets what earlier files of the same folder say
 * from the new file's first step on. That is right for a training that goes on, and wrong for
 * another training, whose curves would vanish. A hidden file says whose a folder is.
 */
public final class RunFolder {
  private static final String OWNER = ".training";
  private static final String EVENTS = "events.out.tfevents.";

  private RunFolder() {}

  /**
   * Finds, or takes, the folder of a training.
   *
   * @param directory the folder that was asked for; made where it is missing
   * @param owner what tells the training from others, for example where its checkpoints are
   * @param name what its folder is called where {@code directory} belongs to another training
   * @param goesOn whether it goes on with what it did before: events of which nobody knows the
   *     training are then taken for its own
   * @return {@code directory}, where it belongs to this training or to none, or a folder in it,
   *     which has the name, with a number behind it where that is another's as well
   * @throws InputException where it cannot be read or written
   */
  public static Path take(Path directory, String owner, String name, boolean goesOn) {
    Path folder = directory;
    try {
      for (int i = 1; !belongsTo(folder, owner, goesOn); i++) {
        folder = directory.resolve(i == 1 ? name : name + "-" + i);
      }
    } catch (IOException e) {
      throw InputException.cannotWrite(folder, e);
    }
    return folder;
  }

  /** Whether a folder is the training's, or was nobody's until now. */
  private static boolean belongsTo(Path folder, String owner, boolean goesOn) throws IOException {
    Folders.make(folder);
    Path file = folder.resolve(OWNER);
    if (!Files.exists(file) && !goesOn && hasEvents(folder)) {
      return false;
    }
    try {
      Files.writeString(file, owner + "\n", StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException e) {
      // Also where another training took it at the same moment.
      String found = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
      return found.equals(owner);
    }
  }

  /** Whether a training without a name wrote here: event files lie in folders of the folder. */
  private static boolean hasEvents(Path folder) throws IOException {
    for (Path run : list(folder)) {
      boolean found =
          Files.isDirectory(run)
              && !Files.exists(run.resolve(OWNER))
              && list(run).stream()
                  .anyMatch(file -> file.getFileName().toString().startsWith(EVENTS));
      if (found) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}

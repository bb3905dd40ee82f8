package ai.nmt.io;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes folders that results are written to. */
public final class Folders {
  private Folders() {}

  /**
   * Makes a folder, and those that it lies in, where they are missing. A link to a folder is one.
   *
   * @param folder the folder
   * @throws IOException where a file or a link to nothing is in the way, or the machine refuses;
   *     {@link InputException#cannotWrite} says it in words
   */
  public static void make(Path folder) throws IOException {
    // createDirectories of Java 17 takes a link to a folder for a file.
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      Path there = Path.of(e.getFile());
      if (!Files.isSymbolicLink(there) || Files.exists(there)) {
        throw e;
      }
      throw new FileSystemException(
          e.getFile(), null, there + " is a link to " + target(there) + ", which does not exist");
    }
  }

  private static Path target(Path link) throws IOException {
    return link.resolveSibling(Files.readSymbolicLink(link));
  }
}

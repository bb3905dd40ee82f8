package ai.nmt.corpus;

import ai.nmt.io.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Folders of binarised data that are used in turn, one per epoch.
 *
 * @param folders at least one
 */
public record DataFolders(List<Path> folders) {
  /** Checks that the folders exist. */
  public DataFolders {
    folders = List.copyOf(folders);
    if (folders.isEmpty()) {
      throw new InputException(
          "no data folder is given; expected one, or several as in data1:data2");
    }
    List<Path> missing = folders.stream().filter(folder -> !Files.isDirectory(folder)).toList();
    missing.stream()
        .filter(Files::exists)
        .findFirst()
        .ifPresent(
            file -> {
              throw new InputException(
                  "the data folder "
                      + file
                      + " is a file; expected the folder that preprocess --destdir wrote");
            });
    if (!missing.isEmpty()) {
      throw new InputException(
          "the data folder "
              + String.join(", ", missing.stream().map(Path::toString).toList())
              + " does not exist; make it with preprocess --destdir, or check the path");
    }
  }

  /**
   * Reads the argument of the commands.
   *
   * @param argument {@code a} or {@code a:b:c}
   * @return the folders
   * @throws InputException if one does not exist
   */
  public static DataFolders parse(String argument) {
    return new DataFolders(
        Arrays.stream(argument.split(":", -1))
            .filter(name -> !name.isEmpty())
            .map(Path::of)
            .toList());
  }

  /**
   * The folder with dictionaries, validation and test data.
   *
   * @return the first one
   */
  public Path first() {
    return folders.get(0);
  }

  /**
   * The folder with the training data of an epoch.
   *
   * @param epoch 1 or more
   * @return the folder whose turn it is
   */
  public Path forEpoch(int epoch) {
    if (epoch < 1) {
      throw new IllegalArgumentException("epochs count from 1, not from " + epoch);
    }
    return folders.get((epoch - 1) % folders.size());
  }
}

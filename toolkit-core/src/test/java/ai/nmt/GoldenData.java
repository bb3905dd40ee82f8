package ai.nmt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the reference tools' outputs, the real corpora and users' inputs lie; tests skip where they
 * are missing.
 */
public final class GoldenData {
  private GoldenData() {}

  /**
   * A file or folder of the golden data.
   *
   * @param relative path below the golden folder
   * @return the path; the calling test is skipped where it does not exist
   */
  public static Path golden(String relative) {
    return find("nmt.golden", relative);
  }

  /**
   * A file or folder of the real corpora.
   *
   * @param relative path below the data folder
   * @return the path; the calling test is skipped where it does not exist
   */
  public static Path data(String relative) {
    return find("nmt.data", relative);
  }

  /**
   * An input that another tool's users brought.
   *
   * @param relative path below the folder of such inputs
   * @return the path; the calling test is skipped where it does not exist
   */
  public static Path cases(String relative) {
    return find("nmt.cases", relative);
  }

  private static Path find(String property, String relative) {
    String folder = System.getProperty(property, "");
    Path path = Path.of(folder).resolve(relative);
    assumeTrue(
        !folder.isEmpty() && Files.exists(path),
        () -> "skipped: " + path + " does not exist; set -D" + property + "=FOLDER");
    return path;
  }
}

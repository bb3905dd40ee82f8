package ai.nmt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of tests: small ones written on the spot, and the test resources. */
public final class TextFiles {
  private TextFiles() {}

  /** Writes a text as UTF-8 and returns its path. */
  public static Path write(Path file, String text) {
    return write(file, text.getBytes(UTF_8));
  }

  /** Writes bytes and returns their path. */
  public static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path of a test resource, a file or a folder. */
  public static Path resource(String name) {
    try {
      return Path.of(TextFiles.class.getResource("/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }
}

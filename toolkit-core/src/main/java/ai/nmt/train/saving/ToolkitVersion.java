package ai.nmt.train.saving;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of the toolkit this is, as Maven wrote it into the jar. */
final class ToolkitVersion {
  private ToolkitVersion() {}

  /** The version, for example {@code 0.1.0}. */
  static String get() {
    Properties properties = new Properties();
    try (InputStream in =
        ToolkitVersion.class.getResourceAsStream("/ai/nmt/train/build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the build information in the jar", e);
    }
    return properties.getProperty("version");
  }
}

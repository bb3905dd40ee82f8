package ai.nmt.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which build this is: the answer to {@code nmt --version}. */
public final class BuildInfo implements IVersionProvider {
  private final Properties properties = new Properties();

  /** Reads what Maven wrote into the jar. */
  public BuildInfo() {
    try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the build information in the jar", e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "nmt " + properties.getProperty("version"),
      "DJL %s, PyTorch %s"
          .formatted(properties.getProperty("djl"), properties.getProperty("pytorch")),
      "Java %s (%s), %s %s"
          .formatted(
              Runtime.version(),
              System.getProperty("java.vendor"),
              System.getProperty("os.name"),
              System.getProperty("os.arch"))
    };
  }
}

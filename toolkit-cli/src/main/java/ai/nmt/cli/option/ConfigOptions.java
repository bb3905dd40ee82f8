package ai.nmt.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Settings from a file, and into one. */
@InGroup(HelpGroup.GENERAL)
public final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Settings in YAML, as --print-config writes them: flags without dashes as keys. Flags on"
              + " the command line go before.")
  @SuppressWarnings("UnusedVariable") // ai.nmt.cli.ConfigFile reads it before the command runs
  private Path file;

  @Option(
      names = "--print-config",
      description = "Print the complete configuration in effect and do nothing else.")
  private boolean printed;

  /** Returns whether the configuration is all that is asked for. */
  public boolean isPrinted() {
    return printed;
  }
}

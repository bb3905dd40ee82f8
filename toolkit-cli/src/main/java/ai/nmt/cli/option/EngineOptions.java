package ai.nmt.cli.option;

import ai.nmt.run.EngineConfig;
import picocli.CommandLine.Option;

/** Where and with how many threads a command computes. */
@InGroup(HelpGroup.PROCESSES)
public final class EngineOptions {
  private static final EngineConfig DEFAULTS = EngineConfig.defaults();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads within one operation; 0: one per processor.")
  private int threads = DEFAULTS.threads();

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "Where to compute: ${COMPLETION-CANDIDATES}.")
  private EngineConfig.Kind device = DEFAULTS.device();

  /** Returns what was asked for. */
  public EngineConfig config() {
    return new EngineConfig(threads, device);
  }
}

package ai.nmt.cli.option;

import ai.nmt.subword.BpeLearnerOptions;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** How much of a byte pair encoding to learn, and with how many threads. */
public final class BpeLearningOptions {
  private static final BpeLearnerOptions DEFAULTS = BpeLearnerOptions.defaults();

  @Option(
      names = {"-s", "--symbols"},
      paramLabel = "N",
      description = "Number of merges.")
  private int symbols = DEFAULTS.symbols();

  @Option(
      names = "--min-frequency",
      paramLabel = "N",
      description = "Stop when no pair of symbols occurs at least N times.")
  private long minFrequency = DEFAULTS.minFrequency();

  @Option(
      names = {"-t", "--total-symbols"},
      description = "Let the characters count towards --symbols.")
  private boolean totalSymbols = DEFAULTS.totalSymbols();

  @Option(
      names = "--num-workers",
      paramLabel = "N",
      description =
          "Threads that count words; they do not change the result. Default: all processors.",
      showDefaultValue = Visibility.NEVER)
  private int workers = Runtime.getRuntime().availableProcessors();

  /** Returns how many merges to learn. */
  public BpeLearnerOptions options() {
    return new BpeLearnerOptions(symbols, minFrequency, totalSymbols);
  }

  /** Returns the number of threads. */
  public int workers() {
    return workers;
  }
}

package ai.nmt.cli.option;

import ai.nmt.jbleu.Bootstrap;
import ai.nmt.jbleu.PairedTest;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** sacreBLEU's flags for confidence intervals and paired tests. */
public final class SignificanceOptions {
  private static final Bootstrap BOOTSTRAP = Bootstrap.defaults();
  private static final PairedTest.ApproximateRandomization RANDOMIZATION =
      PairedTest.ApproximateRandomization.defaults();

  @ArgGroup(exclusive = true)
  private Kind kind = new Kind();

  /** At most one of them makes sense. */
  private static final class Kind {
    @Option(
        names = {"-ci", "--confidence"},
        description = "Estimate the confidence interval of one system's score by resampling.")
    private boolean confidence;

    @Option(
        names = {"-par", "--paired-ar"},
        description = "Test several systems against the first by approximate randomization.")
    private boolean randomization;

    @Option(
        names = {"-pbs", "--paired-bs"},
        description = "Test several systems against the first by bootstrap resampling.")
    private boolean bootstrap;
  }

  @Option(
      names = {"-cin", "--confidence-n"},
      paramLabel = "N",
      description = "Resamples for --confidence.")
  private int confidenceSamples = BOOTSTRAP.samples();

  @Option(
      names = {"-parn", "--paired-ar-n"},
      paramLabel = "N",
      description = "Trials for --paired-ar.")
  private int trials = RANDOMIZATION.trials();

  @Option(
      names = {"-pbsn", "--paired-bs-n"},
      paramLabel = "N",
      description = "Resamples for --paired-bs.")
  private int pairedSamples = BOOTSTRAP.samples();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "${env:SACREBLEU_SEED:-12345}",
      description = "Seed of the resamples (default: SACREBLEU_SEED, else 12345).")
  private long seed;

  /**
   * How the confidence interval is estimated.
   *
   * @return the resampling; empty where none was asked for
   */
  public Optional<Bootstrap> confidence() {
    return kind.confidence ? Optional.of(new Bootstrap(confidenceSamples, seed)) : Optional.empty();
  }

  /**
   * How systems are tested.
   *
   * @return the test; empty where none was asked for
   */
  public Optional<PairedTest> pairedTest() {
    if (kind.bootstrap) {
      return Optional.of(new PairedTest.PairedBootstrap(new Bootstrap(pairedSamples, seed)));
    }
    return kind.randomization
        ? Optional.of(new PairedTest.ApproximateRandomization(trials, seed))
        : Optional.empty();
  }
}

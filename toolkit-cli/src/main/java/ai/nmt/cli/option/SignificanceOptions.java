package ai.nmt.cli.option;

import ai.nmt.jbleu.Bootstrap;
import ai.nmt.jbleu.PairedTest;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** sacreBLEU's flags for confidence intervals and paired tests. */
@InGroup(HelpGroup.SIGNIFICANCE)
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
      converter = SeedConverter.class,
      description =
          "Seed of the resamples, or none for another one each time, which signatures then name; if"
              + " not given, SACREBLEU_SEED of the environment.")
  private Long seed;

  @Option(
      names = {"-j", "--paired-jobs"},
      paramLabel = "N",
      description = "Threads of the paired tests; 0: one per processor.")
  private int jobs;

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

  /**
   * How many paired tests run at a time.
   *
   * @return number of threads, at least 1
   * @throws IllegalArgumentException where the number that was given is negative
   */
  public int jobs() {
    if (jobs < 0) {
      throw new IllegalArgumentException("--paired-jobs must be at least 0, but is " + jobs);
    }
    return jobs == 0 ? Runtime.getRuntime().availableProcessors() : jobs;
  }

  private static final class SeedConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      if ("none".equalsIgnoreCase(text)) {
        return (long) new SecureRandom().nextInt(Integer.MAX_VALUE);
      }
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "'%s' is neither a whole number nor none".formatted(text));
      }
    }
  }
}

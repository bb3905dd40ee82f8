package ai.nmt.cli.option;

import ai.nmt.jbleu.TerConfig;
import picocli.CommandLine.Option;

/** sacreBLEU's flags for TER. */
@InGroup(HelpGroup.TER)
public final class TerOptions {
  private static final TerConfig DEFAULTS = TerConfig.defaults();

  @OnlyWith(flag = "--metrics", value = "ter")
  @Option(names = "--ter-case-sensitive", description = "Words that differ in case differ.")
  private boolean caseSensitive = DEFAULTS.caseSensitive();

  @OnlyWith(flag = "--metrics", value = "ter")
  @Option(
      names = "--ter-asian-support",
      description =
          "With --ter-normalized, split Chinese characters; with --ter-no-punct, remove Asian"
              + " punctuation.")
  private boolean asianSupport = DEFAULTS.asianSupport();

  @OnlyWith(flag = "--metrics", value = "ter")
  @Option(names = "--ter-no-punct", description = "Remove punctuation.")
  private boolean noPunctuation = DEFAULTS.noPunctuation();

  @OnlyWith(flag = "--metrics", value = "ter")
  @Option(names = "--ter-normalized", description = "Split punctuation off and decode entities.")
  private boolean normalized = DEFAULTS.normalized();

  /**
   * The configuration that the flags describe.
   *
   * @return the configuration
   */
  public TerConfig config() {
    return new TerConfig(normalized, noPunctuation, asianSupport, caseSensitive);
  }
}

package ai.nmt.cli.option;

import ai.nmt.jbleu.ChrfConfig;
import picocli.CommandLine.Option;

/** sacreBLEU's flags for chrF. */
@InGroup(HelpGroup.CHRF)
public final class ChrfOptions {
  private static final ChrfConfig DEFAULTS = ChrfConfig.defaults();

  @OnlyWith(flag = "--metrics", value = "chrf")
  @Option(
      names = {"-cc", "--chrf-char-order"},
      paramLabel = "N",
      description = "Character n-grams up to this length.")
  private int characterOrder = DEFAULTS.characterOrder();

  @OnlyWith(flag = "--metrics", value = "chrf")
  @Option(
      names = {"-cw", "--chrf-word-order"},
      paramLabel = "N",
      description = "Word n-grams up to this length; 2 makes chrF++.")
  private int wordOrder = DEFAULTS.wordOrder();

  @OnlyWith(flag = "--metrics", value = "chrf")
  @Option(
      names = "--chrf-beta",
      paramLabel = "N",
      description = "How many times more recall counts than precision.")
  private int beta = DEFAULTS.beta();

  @OnlyWith(flag = "--metrics", value = "chrf")
  @Option(names = "--chrf-whitespace", description = "Count white space among the characters.")
  private boolean whitespace = DEFAULTS.whitespace();

  @OnlyWith(flag = "--metrics", value = "chrf")
  @Option(names = "--chrf-lowercase", description = "Compare texts in lower case.")
  private boolean lowercase = DEFAULTS.lowercase();

  @OnlyWith(flag = "--metrics", value = "chrf")
  @Option(
      names = "--chrf-eps-smoothing",
      description = "Count orders without n-grams as almost zero, instead of leaving them out.")
  private boolean epsilonSmoothing = DEFAULTS.epsilonSmoothing();

  /**
   * The configuration that the flags describe.
   *
   * @return the configuration
   */
  public ChrfConfig config() {
    return new ChrfConfig(characterOrder, wordOrder, beta, lowercase, whitespace, epsilonSmoothing);
  }
}

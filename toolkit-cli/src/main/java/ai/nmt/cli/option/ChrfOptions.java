package ai.nmt.cli.option;

import ai.nmt.jbleu.ChrfConfig;
import picocli.CommandLine.Option;

/** sacreBLEU's flags for chrF. */
public final class ChrfOptions {
  private static final ChrfConfig DEFAULTS = ChrfConfig.defaults();

  @Option(
      names = {"-cc", "--chrf-char-order"},
      paramLabel = "N",
      description = "Character n-grams up to this length.")
  private int characterOrder = DEFAULTS.characterOrder();

  @Option(
      names = {"-cw", "--chrf-word-order"},
      paramLabel = "N",
      description = "Word n-grams up to this length; 2 makes chrF++.")
  private int wordOrder = DEFAULTS.wordOrder();

  @Option(
      names = "--chrf-beta",
      paramLabel = "N",
      description = "How many times more recall counts than precision.")
  private int beta = DEFAULTS.beta();

  @Option(names = "--chrf-whitespace", description = "Count white space among the characters.")
  private boolean whitespace = DEFAULTS.whitespace();

  @Option(names = "--chrf-lowercase", description = "Compare texts in lower case.")
  private boolean lowercase = DEFAULTS.lowercase();

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

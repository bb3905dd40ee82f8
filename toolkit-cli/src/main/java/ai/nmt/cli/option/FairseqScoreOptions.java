package ai.nmt.cli.option;

import ai.nmt.jbleu.FairseqBleu;
import picocli.CommandLine.Option;

/** How fairseq-score's BLEU is computed. */
@InGroup(HelpGroup.BLEU)
public final class FairseqScoreOptions {
  @OnlyWith(flag = "--ref")
  @Option(
      names = {"-o", "--order"},
      paramLabel = "N",
      description = "With --ref, n-grams up to this length.")
  private int order = FairseqBleu.ORDER;

  @OnlyWith(flag = "--ref")
  @Option(names = "--ignore-case", description = "With --ref, compare texts in lower case.")
  private boolean ignoreCase;

  @OnlyWith(flag = "--ref")
  @Option(
      names = "--sentence-bleu",
      description = "With --ref, score each line by itself, with one added to n-grams above 1.")
  private boolean sentences;

  @OnlyWith(flag = "--ref")
  @Option(
      names = "--sacrebleu",
      description = "With --ref, print sacreBLEU's scores, as without --ref.")
  private boolean sacrebleu;

  /**
   * Returns the longest n-grams.
   *
   * @throws IllegalArgumentException where there is no such BLEU
   */
  public int order() {
    if (order < 1 || order > FairseqBleu.ORDER) {
      throw new IllegalArgumentException(
          "--order must be from 1 to %d, but is %d".formatted(FairseqBleu.ORDER, order));
    }
    return order;
  }

  /** Returns whether texts are compared in lower case. */
  public boolean ignoreCase() {
    return ignoreCase;
  }

  /** Returns whether each line has a score of its own. */
  public boolean sentences() {
    return sentences;
  }

  /** Returns whether the scores are to be sacreBLEU's. */
  public boolean sacrebleu() {
    return sacrebleu;
  }
}

package ai.nmt.corpus;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;

/**
 * What binarising a file found.
 *
 * @param text the text file
 * @param sentences its lines
 * @param tokens ids written, {@code </s>} of every sentence included
 * @param replaced how many of them stand for symbols that the dictionary does not have
 */
public record BinarizationReport(Path text, long sentences, long tokens, long replaced) {
  private static final MathContext THREE_DIGITS = new MathContext(3);

  /**
   * The share of tokens that were replaced.
   *
   * @return 0 to 100
   */
  public double replacedPercentage() {
    return tokens == 0 ? 0 : 100.0 * replaced / tokens;
  }

  /**
   * As fairseq's preprocess reports: {@code train.en: 200 sents, 5016 tokens, 0.0192% replaced by
   * <unk>}, with three significant digits.
   */
  @Override
  public String toString() {
    BigDecimal percentage =
        new BigDecimal(replacedPercentage()).round(THREE_DIGITS).stripTrailingZeros();
    String shown = percentage.setScale(Math.max(1, percentage.scale())).toPlainString();
    return text
        + ": "
        + sentences
        + " sents, "
        + tokens
        + " tokens, "
        + shown
        + "% replaced by <unk>";
  }
}

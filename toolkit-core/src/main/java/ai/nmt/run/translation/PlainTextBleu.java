package ai.nmt.run.translation;

import ai.nmt.jbleu.Bleu;
import ai.nmt.jbleu.BleuConfig;
import ai.nmt.translate.Translation;
import ai.nmt.vocab.Dictionary;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * sacreBLEU's BLEU of best hypotheses as plain text against references as plain text, where the
 * model's text rules tell how both become it. The references are the binarised ones: of the
 * original text they lack what the rules lose, and words that the dictionary does not have match
 * nothing.
 */
public final class PlainTextBleu {
  /**
   * Words that stand for {@code <unk>}: they match nothing and are no punctuation, as fairseq's.
   */
  public static final String UNKNOWN_IN_HYPOTHESIS = "UNKNOWNTOKENINHYP";

  /** The same in references. */
  public static final String UNKNOWN_IN_REFERENCE = "UNKNOWNTOKENINREF";

  private final Bleu bleu = new Bleu(BleuConfig.defaults());
  private final Dictionary target;
  private final UnaryOperator<String> plainText;
  private double[] sum;

  /** The function leads from a line of the target's symbols to plain text. */
  PlainTextBleu(Dictionary target, UnaryOperator<String> plainText) {
    this.target = target;
    this.plainText = plainText;
  }

  /** Adds a sentence; one without reference or without hypothesis does not count. */
  void add(Translation translation) {
    if (!translation.hasTarget() || translation.hypotheses().isEmpty()) {
      return;
    }
    String hypothesis = text(translation.hypotheses().get(0).tokens(), UNKNOWN_IN_HYPOTHESIS);
    String reference = text(translation.target(), UNKNOWN_IN_REFERENCE);
    double[] statistics = bleu.segmentStatistics(hypothesis, List.of(reference));
    if (sum == null) {
      sum = new double[statistics.length];
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] += statistics[i];
    }
  }

  private String text(int[] tokens, String unknown) {
    return plainText.apply(target.decode(tokens, unknown));
  }

  /** The score so far; empty where there was no reference. */
  Optional<String> result() {
    return Optional.ofNullable(sum).map(all -> bleu.scoreOf(all).format(2));
  }
}

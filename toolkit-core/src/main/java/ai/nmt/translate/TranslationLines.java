package ai.nmt.translate;

import ai.nmt.search.Hypothesis;
import ai.nmt.vocab.Dictionary;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/**
 * Translations as text and as the lines that fairseq prints:
 *
 * <pre>
 * S-7  source
 * T-7  reference
 * H-7  score  hypothesis
 * D-7  score  hypothesis as plain text
 * P-7  log-probability of each token
 * </pre>
 *
 * <p>The fields are separated by tabs. H, D and P lines repeat for the n best hypotheses.
 */
public final class TranslationLines {
  private static final String UNKNOWN_IN_REFERENCE = "<<unk>>";

  private final Dictionary source;
  private final Dictionary target;
  private final SubwordJoiner joiner;
  private final UnaryOperator<String> plainText;
  private final int best;

  /**
   * Makes a formatter.
   *
   * @param source dictionary of the source language
   * @param target dictionary of the target language
   * @param joiner how subwords become words
   * @param plainText how a hypothesis becomes text for readers
   * @param best most hypotheses to print of each sentence, at least 1
   */
  public TranslationLines(
      Dictionary source,
      Dictionary target,
      SubwordJoiner joiner,
      UnaryOperator<String> plainText,
      int best) {
    if (best < 1) {
      throw new IllegalArgumentException(
          "the number of hypotheses to print is " + best + "; expected 1 or more (--nbest)");
    }
    this.source = source;
    this.target = target;
    this.joiner = joiner;
    this.plainText = plainText;
    this.best = best;
  }

  /**
   * All lines of a sentence.
   *
   * @param translation sentence with its hypotheses
   * @return S, T (where there is a reference), then H, D and P for each hypothesis
   */
  public List<String> format(Translation translation) {
    List<String> lines = new ArrayList<>();
    long id = translation.id();
    lines.add("S-" + id + "\t" + sourceText(translation));
    if (translation.hasTarget()) {
      lines.add("T-" + id + "\t" + targetText(translation));
    }
    for (Hypothesis hypothesis : translation.hypotheses().stream().limit(best).toList()) {
      String score = PythonFloat.repr(hypothesis.score());
      String text = hypothesisText(hypothesis);
      lines.add("H-" + id + "\t" + score + "\t" + text);
      lines.add("D-" + id + "\t" + score + "\t" + plainText.apply(text));
      lines.add("P-" + id + "\t" + tokenScores(hypothesis));
    }
    return lines;
  }

  /**
   * The source sentence, as the model saw it.
   *
   * @param translation sentence with its hypotheses
   * @return text with joined subwords
   */
  public String sourceText(Translation translation) {
    return joiner.join(source.decode(translation.source()));
  }

  /**
   * The reference. Unknown words are {@code <<unk>>}, which equals no hypothesis.
   *
   * @param translation sentence with its hypotheses
   * @return text with joined subwords
   */
  public String targetText(Translation translation) {
    return joiner.join(target.decode(translation.target(), UNKNOWN_IN_REFERENCE));
  }

  /**
   * A hypothesis.
   *
   * @param hypothesis finished hypothesis
   * @return text with joined subwords
   */
  public String hypothesisText(Hypothesis hypothesis) {
    return joiner.join(target.decode(hypothesis.tokens()));
  }

  private static String tokenScores(Hypothesis hypothesis) {
    StringJoiner line = new StringJoiner(" ");
    for (float score : hypothesis.tokenScores()) {
      line.add(PythonFloat.fourDecimals(score));
    }
    return line.toString();
  }
}

package ai.nmt.jbleu;

import ai.nmt.unicode.Characters;
import java.util.ArrayList;
import java.util.List;

/** Counts what BLEU needs of a segment. */
final class BleuCounter implements SegmentCounter {
  private final BleuConfig config;
  private final TextBuffer buffer = new TextBuffer();
  private final WordNumbers numbers = new WordNumbers();
  private final Symbols hypothesisWords = new Symbols();
  private final List<Symbols> referenceWords = new ArrayList<>();
  private final NgramMatches ngrams = new NgramMatches();
  private final int[] matches = new int[Bleu.ORDER];

  BleuCounter(BleuConfig config) {
    this.config = config;
  }

  @Override
  public double[] count(String hypothesis, List<String> references) {
    numbers.clear();
    number(hypothesis, hypothesisWords);
    while (referenceWords.size() < references.size()) {
      referenceWords.add(new Symbols());
    }
    List<Symbols> present = referenceWords.subList(0, references.size());
    for (int r = 0; r < references.size(); r++) {
      number(references.get(r), present.get(r));
    }
    ngrams.count(hypothesisWords, present, matches);
    double[] row = new double[Bleu.TOTALS + Bleu.ORDER];
    row[Bleu.HYPOTHESIS_LENGTH] = hypothesisWords.length();
    row[Bleu.REFERENCE_LENGTH] = closestLength(hypothesisWords.length(), present);
    for (int n = 0; n < Bleu.ORDER; n++) {
      row[Bleu.MATCHES + n] = matches[n];
      row[Bleu.TOTALS + n] = hypothesisWords.ngrams(n + 1);
    }
    return row;
  }

  private void number(String text, Symbols words) {
    String cased = config.lowercase() ? Characters.lowerCase(text) : text;
    config.tokenizer().separate(Characters.stripTrailing(cased), buffer);
    words.clear();
    buffer.numberWords(numbers, words);
  }

  /** The length nearest to the hypothesis'; of two equally near ones the shorter. */
  private static int closestLength(int hypothesis, List<Symbols> references) {
    int closest = references.get(0).length();
    for (Symbols reference : references) {
      int distance = Math.abs(reference.length() - hypothesis);
      int best = Math.abs(closest - hypothesis);
      if (distance < best || (distance == best && reference.length() < closest)) {
        closest = reference.length();
      }
    }
    return closest;
  }
}

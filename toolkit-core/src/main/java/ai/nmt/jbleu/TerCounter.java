package ai.nmt.jbleu;

import java.util.List;

/** Counts what TER needs of a segment. */
final class TerCounter implements SegmentCounter {
  private final TerTokenizer tokenizer;
  private final TextBuffer buffer = new TextBuffer();
  private final WordNumbers numbers = new WordNumbers();
  private final Symbols words = new Symbols();
  private final EditRate rate = new EditRate();

  TerCounter(TerConfig config) {
    this.tokenizer = new TerTokenizer(config);
  }

  @Override
  public double[] count(String hypothesis, List<String> references) {
    numbers.clear();
    tokenizer.tokenize(hypothesis, buffer);
    int[] text = numbered();
    int fewest = Integer.MAX_VALUE;
    // A whole number below 2^53, so that the sum is exact.
    double lengths = 0;
    for (String reference : references) {
      tokenizer.tokenizeReference(reference, buffer);
      int[] target = numbered();
      fewest = Math.min(fewest, rate.edits(text, target));
      lengths += target.length;
    }
    return new double[] {fewest, lengths / references.size()};
  }

  private int[] numbered() {
    words.clear();
    buffer.numberWords(numbers, words);
    return words.toArray();
  }
}

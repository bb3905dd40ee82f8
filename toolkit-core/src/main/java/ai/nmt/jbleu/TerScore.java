package ai.nmt.jbleu;

/**
 * A translation edit rate: edits per word of the reference, in percent.
 *
 * @param score 100 edits / referenceLength; 100 for edits of an empty reference, 0 where there is
 *     nothing to compare
 * @param edits number of insertions, deletions, substitutions and shifts
 * @param referenceLength number of reference words, averaged over a segment's references
 */
public record TerScore(double score, double edits, double referenceLength) implements Score {

  static TerScore of(double edits, double referenceLength) {
    double rate = referenceLength > 0 ? edits / referenceLength : edits > 0 ? 1 : 0;
    return new TerScore(100 * rate, edits, referenceLength);
  }
}

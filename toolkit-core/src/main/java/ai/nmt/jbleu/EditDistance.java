package ai.nmt.jbleu;

import java.util.Arrays;

/**
 * The Levenshtein distance of hypotheses of one length to one reference, in a beam around the
 * matrix' diagonal as Tercom searches it: beside the beam there is no way, so that the distance of
 * very different texts may be above the least one. Not thread-safe.
 */
final class EditDistance {
  /** An edit of the hypothesis; the order is the preference among ways of equal cost. */
  enum Edit {
    MATCH,
    SUBSTITUTE,
    DELETE,
    INSERT
  }

  /** Cells on each side of the diagonal. */
  private static final int BEAM = 25;

  private static final int UNREACHED = 1 << 29;

  private final int[] reference;
  private final double lengthRatio;
  private final int beam;

  // costs[i][j]: of turning the first i words of the hypothesis into the first j of the reference;
  // remaining[i][j]: of turning the words behind these into those behind.
  private final int[][] costs;
  private final int[][] remaining;
  private final int[][] trial = new int[2][];
  private int[] hypothesis;

  EditDistance(int[] hypothesis, int[] reference) {
    this.reference = reference;
    int length = hypothesis.length;
    lengthRatio = length == 0 ? 1 : (double) reference.length / length;
    // Where lengths differ a lot, the beams of neighbouring rows would not meet.
    beam = BEAM < lengthRatio / 2 ? (int) Math.ceil(lengthRatio / 2 + BEAM) : BEAM;
    costs = new int[length + 1][reference.length + 1];
    remaining = new int[length + 1][reference.length + 1];
    trial[0] = new int[reference.length + 1];
    trial[1] = new int[reference.length + 1];
    for (int j = 0; j <= reference.length; j++) {
      costs[0][j] = j;
      remaining[length][j] = reference.length - j;
    }
    moveTo(hypothesis);
  }

  /** The distance of the hypothesis. */
  int distance() {
    return costs[hypothesis.length][reference.length];
  }

  /**
   * The distance of a hypothesis of the same length and words.
   *
   * @param words the hypothesis
   * @return its distance to the reference
   */
  int distanceOf(int[] words) {
    int first = Arrays.mismatch(hypothesis, words);
    if (first < 0) {
      return distance();
    }
    int last = words.length - 1;
    while (words[last] == hypothesis[last]) {
      last--;
    }
    // Only the rows of the words that differ are new.
    int[] row = costs[first];
    for (int i = first + 1; i <= last + 1; i++) {
      int[] above = row;
      row = trial[i % 2];
      fillRow(i, above, row, words[i - 1]);
    }
    int least = UNREACHED;
    for (int j = begin(last + 1); j < end(last + 1); j++) {
      least = Math.min(least, row[j] + remaining[last + 1][j]);
    }
    return least;
  }

  /** Goes on from another hypothesis of the same length. */
  void moveTo(int[] words) {
    hypothesis = words;
    for (int i = 1; i <= words.length; i++) {
      fillRow(i, costs[i - 1], costs[i], words[i - 1]);
    }
    for (int i = words.length - 1; i > 0; i--) {
      fillRemaining(i, remaining[i + 1], remaining[i], words[i]);
    }
  }

  /** The edits that turn the hypothesis into the reference, in order. */
  Edit[] edits() {
    int i = hypothesis.length;
    int j = reference.length;
    Edit[] reversed = new Edit[i + j];
    int count = 0;
    while (i > 0 || j > 0) {
      Edit edit = lastEdit(i, j);
      reversed[count++] = edit;
      i -= edit == Edit.INSERT ? 0 : 1;
      j -= edit == Edit.DELETE ? 0 : 1;
    }
    Edit[] edits = new Edit[count];
    for (int k = 0; k < count; k++) {
      edits[k] = reversed[count - 1 - k];
    }
    return edits;
  }

  private Edit lastEdit(int i, int j) {
    if (i == 0) {
      return Edit.INSERT;
    }
    if (j == 0) {
      return Edit.DELETE;
    }
    boolean equal = hypothesis[i - 1] == reference[j - 1];
    if (costs[i][j] == costs[i - 1][j - 1] + (equal ? 0 : 1)) {
      return equal ? Edit.MATCH : Edit.SUBSTITUTE;
    }
    return costs[i][j] == costs[i - 1][j] + 1 ? Edit.DELETE : Edit.INSERT;
  }

  private int begin(int i) {
    return Math.max(0, diagonal(i) - beam);
  }

  private int end(int i) {
    int columns = reference.length + 1;
    return i == hypothesis.length ? columns : Math.min(columns, diagonal(i) + beam);
  }

  private int diagonal(int i) {
    return (int) Math.floor(i * lengthRatio);
  }

  private void fillRow(int i, int[] above, int[] row, int word) {
    int begin = begin(i);
    int end = end(i);
    Arrays.fill(row, 0, begin, UNREACHED);
    int left = UNREACHED;
    for (int j = begin; j < end; j++) {
      int cost = Math.min(above[j], left) + 1;
      if (j > 0) {
        cost = Math.min(cost, above[j - 1] + (word == reference[j - 1] ? 0 : 1));
      }
      left = Math.min(cost, UNREACHED);
      row[j] = left;
    }
    Arrays.fill(row, end, row.length, UNREACHED);
  }

  private void fillRemaining(int i, int[] below, int[] row, int word) {
    int begin = begin(i);
    int end = end(i);
    Arrays.fill(row, 0, begin, UNREACHED);
    Arrays.fill(row, end, row.length, UNREACHED);
    int right = UNREACHED;
    for (int j = end - 1; j >= begin; j--) {
      int cost = Math.min(below[j], right) + 1;
      if (j < reference.length) {
        cost = Math.min(cost, below[j + 1] + (word == reference[j] ? 0 : 1));
      }
      right = Math.min(cost, UNREACHED);
      row[j] = right;
    }
  }
}

package ai.nmt.jbleu;

import java.util.Arrays;

/**
 * The Levenshtein distance of hypotheses of one length to one reference, in a beam around the
 * matrix' diagonal as Tercom searches it: beside the beam there is no way, so that the distance of
 * very different texts may be above the least one.
 *
 * <p>Only the beam is held in memory, and the memory is used again. Not thread-safe.
 */
final class EditDistance {
  /** Cells on each side of the diagonal. */
  private static final int BEAM = 25;

  private static final int UNREACHED = 1 << 29;

  private int[] hypothesis = {};
  private int[] reference = {};

  // Of each row: its first column within the beam, and that behind its last. There is a row more
  // than the hypothesis has words, and one for what comes behind.
  private int[] begins = {};
  private int[] ends = {};

  // costs: of turning the first i words of the hypothesis into the first j of the reference;
  // remaining: of turning the words behind these into those behind. A row has its beam, and what
  // its neighbour looks at beside it, which is unreached.
  private int[] costs = {};
  private int[] remaining = {};
  private int stride;
  private final int[][] trial = {{}, {}};

  /**
   * Goes on to another pair.
   *
   * @param words the hypothesis, at least one word
   * @param target the reference
   */
  void reset(int[] words, int[] target) {
    hypothesis = words;
    reference = target;
    int length = words.length;
    layOut(length, target.length);
    for (int j = begins[0]; j < ends[1]; j++) {
      costs[forward(0) + j] = j;
    }
    Arrays.fill(
        remaining,
        backward(length) + begins[length - 1],
        backward(length) + 1 + ends[length],
        UNREACHED);
    for (int j = begins[length]; j < ends[length]; j++) {
      remaining[backward(length) + j] = target.length - j;
    }
    for (int i = 1; i <= length; i++) {
      fillRow(i, costs, forward(i - 1), costs, forward(i), words[i - 1]);
    }
    for (int i = length - 1; i > 0; i--) {
      fillRemaining(i, words[i]);
    }
  }

  private void layOut(int length, int columns) {
    double ratio = (double) columns / length;
    // Where lengths differ a lot, the beams of neighbouring rows would not meet.
    int beam = BEAM < ratio / 2 ? (int) Math.ceil(ratio / 2 + BEAM) : BEAM;
    stride = Math.min(columns, 2 * beam + (int) Math.ceil(ratio)) + 4;
    if (begins.length < length + 2) {
      begins = new int[length + 2];
      ends = new int[length + 2];
    }
    for (int i = 0; i <= length; i++) {
      int diagonal = (int) Math.floor(i * ratio);
      begins[i] = Math.max(0, diagonal - beam);
      ends[i] = i == length ? columns + 1 : Math.min(columns + 1, diagonal + beam);
    }
    begins[length + 1] = begins[length];
    ends[length + 1] = ends[length];
    int cells = Math.multiplyExact(length + 2, stride);
    if (costs.length < cells) {
      costs = new int[cells];
      remaining = new int[cells];
    }
    if (trial[0].length < stride) {
      trial[0] = new int[stride];
      trial[1] = new int[stride];
    }
  }

  /** Where column 0 of a row would be: a row begins one column in front of its beam. */
  private int forward(int i) {
    return i * stride + 1 - begins[i];
  }

  /** Where column 0 of a row would be: a row begins where the beam of the row before does. */
  private int backward(int i) {
    return i * stride - begins[i - 1];
  }

  /** The distance of the hypothesis. */
  int distance() {
    return costs[forward(hypothesis.length) + reference.length];
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
    int last = lastMismatch(words);
    // Only the rows of the words that differ are new.
    int[] above = costs;
    int aboveOffset = forward(first);
    for (int i = first + 1; i <= last + 1; i++) {
      int[] row = trial[i % 2];
      int offset = 1 - begins[i];
      fillRow(i, above, aboveOffset, row, offset, words[i - 1]);
      above = row;
      aboveOffset = offset;
    }
    int least = UNREACHED;
    int behind = backward(last + 1);
    for (int j = begins[last + 1]; j < ends[last + 1]; j++) {
      least = Math.min(least, above[aboveOffset + j] + remaining[behind + j]);
    }
    return least;
  }

  private int lastMismatch(int[] words) {
    int last = words.length - 1;
    while (words[last] == hypothesis[last]) {
      last--;
    }
    return last;
  }

  /**
   * Goes on from another hypothesis of the same length.
   *
   * @param words the hypothesis
   */
  void moveTo(int[] words) {
    int first = Arrays.mismatch(hypothesis, words);
    if (first < 0) {
      return;
    }
    int last = lastMismatch(words);
    hypothesis = words;
    boolean changed = true;
    // Behind the words that differ, rows are new only as long as one differs from what it was.
    for (int i = first + 1; i <= words.length && (changed || i <= last + 1); i++) {
      changed = fillRow(i, costs, forward(i - 1), costs, forward(i), words[i - 1]);
    }
    changed = true;
    for (int i = last; i > 0 && (changed || i >= first); i--) {
      changed = fillRemaining(i, words[i]);
    }
  }

  /** The edits that turn the hypothesis into the reference, from the last to the first. */
  void trace(Alignment alignment) {
    int i = hypothesis.length;
    int j = reference.length;
    alignment.begin(i, j);
    while (i > 0 || j > 0) {
      if (j > 0 && i > 0 && isDiagonal(i, j)) {
        alignment.pair(i, j, hypothesis[i - 1] != reference[j - 1]);
        i--;
        j--;
      } else if (j == 0 || (i > 0 && cost(i, j) == cost(i - 1, j) + 1)) {
        alignment.delete(i);
        i--;
      } else {
        alignment.insert(i, j);
        j--;
      }
    }
    alignment.end();
  }

  private boolean isDiagonal(int i, int j) {
    int edit = hypothesis[i - 1] == reference[j - 1] ? 0 : 1;
    return cost(i, j) == cost(i - 1, j - 1) + edit;
  }

  private int cost(int i, int j) {
    if (i == 0) {
      return j;
    }
    return j >= begins[i] && j < ends[i] ? costs[forward(i) + j] : UNREACHED;
  }

  /** Whether the row has changed. */
  private boolean fillRow(int i, int[] above, int aboveOffset, int[] row, int offset, int word) {
    int begin = begins[i];
    int end = ends[i];
    int left = UNREACHED;
    boolean changed = false;
    row[offset + begin - 1] = UNREACHED;
    for (int j = begin; j < end; j++) {
      int cost = Math.min(above[aboveOffset + j], left) + 1;
      if (j > 0) {
        cost = Math.min(cost, above[aboveOffset + j - 1] + (word == reference[j - 1] ? 0 : 1));
      }
      left = Math.min(cost, UNREACHED);
      changed |= row[offset + j] != left;
      row[offset + j] = left;
    }
    Arrays.fill(row, offset + end, offset + ends[i + 1], UNREACHED);
    return changed;
  }

  /** Whether the row has changed. */
  private boolean fillRemaining(int i, int word) {
    int begin = begins[i];
    int end = ends[i];
    int behind = backward(i + 1);
    int offset = backward(i);
    int right = UNREACHED;
    boolean changed = false;
    remaining[offset + end] = UNREACHED;
    for (int j = end - 1; j >= begin; j--) {
      int cost = Math.min(remaining[behind + j], right) + 1;
      if (j < reference.length) {
        cost = Math.min(cost, remaining[behind + j + 1] + (word == reference[j] ? 0 : 1));
      }
      right = Math.min(cost, UNREACHED);
      changed |= remaining[offset + j] != right;
      remaining[offset + j] = right;
    }
    Arrays.fill(remaining, offset + begins[i - 1], offset + begin, UNREACHED);
    return changed;
  }
}

package ai.nmt.jbleu;

/**
 * The number of edits of TER: shifts are made greedily, each time the one that saves most edits,
 * until none saves any; what is then left is the edit distance. Limits and ties are Tercom's.
 */
final class EditRate {
  private static final int LONGEST_SHIFT = 10;
  private static final int FARTHEST_SHIFT = 50;
  private static final int MOST_TRIALS = 1000;

  private final int[] reference;
  private final EditDistance distance;
  private int[] hypothesis;
  private Alignment alignment;
  private int trials;
  private Shift best;

  private EditRate(int[] hypothesis, int[] reference) {
    this.hypothesis = hypothesis;
    this.reference = reference;
    this.distance = new EditDistance(hypothesis, reference);
  }

  /**
   * Counts edits.
   *
   * @param hypothesis the hypothesis' words
   * @param reference the reference's words
   * @return insertions, deletions, substitutions and shifts
   */
  static int edits(int[] hypothesis, int[] reference) {
    return reference.length == 0 ? hypothesis.length : new EditRate(hypothesis, reference).search();
  }

  private int search() {
    int shifts = 0;
    while (true) {
      findBest();
      // The last trials may have found a shift; Tercom gives it up all the same.
      if (trials >= MOST_TRIALS || best == null || best.saved() <= 0) {
        return shifts + distance.distance();
      }
      shifts++;
      hypothesis = shift(hypothesis, best.from(), best.length(), best.target());
      distance.moveTo(hypothesis);
    }
  }

  /** Tries the shifts of all sequences that both texts have. */
  private void findBest() {
    best = null;
    alignment = new Alignment(distance.edits(), hypothesis.length, reference.length);
    for (int from = 0; from < hypothesis.length; from++) {
      int first = Math.max(0, from - FARTHEST_SHIFT);
      int last = Math.min(reference.length - 1, from + FARTHEST_SHIFT);
      for (int to = first; to <= last; to++) {
        int common = commonLength(from, to);
        for (int length = 1; length <= common; length++) {
          if (alignment.mayShift(from, to, length)) {
            tryTargets(from, to, length);
            if (trials >= MOST_TRIALS) {
              return;
            }
          }
        }
      }
    }
  }

  private int commonLength(int from, int to) {
    int most = Math.min(LONGEST_SHIFT, Math.min(hypothesis.length - from, reference.length - to));
    int length = 0;
    while (length < most && hypothesis[from + length] == reference[to + length]) {
      length++;
    }
    return length;
  }

  /** Tries to shift a sequence to where the reference has it, behind each word aligned there. */
  private void tryTargets(int from, int to, int length) {
    int previous = -1;
    for (int offset = -1; offset < length && to + offset < reference.length; offset++) {
      int target = to + offset < 0 ? 0 : alignment.position(to + offset) + 1;
      if (target == previous) {
        continue;
      }
      previous = target;
      int[] shifted = shift(hypothesis, from, length, target);
      int saved = distance.distance() - distance.distanceOf(shifted);
      trials++;
      Shift shift = new Shift(saved, length, from, target);
      if (best == null || shift.isBetterThan(best)) {
        best = shift;
      }
    }
  }

  /** The words with a sequence moved in front of the word at the target. */
  private static int[] shift(int[] words, int from, int length, int target) {
    int[] shifted = words.clone();
    if (target < from) {
      System.arraycopy(words, from, shifted, target, length);
      System.arraycopy(words, target, shifted, target + length, from - target);
    } else if (target > from + length) {
      System.arraycopy(words, from + length, shifted, from, target - from - length);
      System.arraycopy(words, from, shifted, target - length, length);
    } else {
      // Within the sequence itself: so many words behind it come in front.
      int moved = Math.min(target - from, words.length - length - from);
      System.arraycopy(words, from + length, shifted, from, moved);
      System.arraycopy(words, from, shifted, from + moved, length);
    }
    return shifted;
  }

  /**
   * A shift that was tried; of those that save equally, Tercom takes the longest, then the
   * leftmost, then that with the leftmost target.
   */
  private record Shift(int saved, int length, int from, int target) {
    boolean isBetterThan(Shift other) {
      if (saved != other.saved) {
        return saved > other.saved;
      }
      if (length != other.length) {
        return length > other.length;
      }
      return from != other.from ? from < other.from : target < other.target;
    }
  }
}

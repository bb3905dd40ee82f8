package ai.nmt.jbleu;

import java.util.Arrays;

/**
 * The number of edits of TER: shifts are made greedily, each time the one that saves most edits,
 * until none saves any; what is then left is the edit distance. Limits and ties are Tercom's. Not
 * thread-safe.
 */
final class EditRate {
  private static final int LONGEST_SHIFT = 10;
  private static final int FARTHEST_SHIFT = 50;
  private static final int MOST_TRIALS = 1000;

  private final EditDistance distance = new EditDistance();
  private final Alignment alignment = new Alignment();
  private int[] hypothesis = {};
  private int[] reference = {};
  private int[] shifted = {};
  private int trials;

  // The best shift that was tried last; it saves nothing where none was.
  private int bestSaved;
  private int bestLength;
  private int bestFrom;
  private int bestTarget;

  /**
   * Counts edits.
   *
   * @param words the hypothesis' words
   * @param target the reference's words
   * @return insertions, deletions, substitutions and shifts
   */
  int edits(int[] words, int[] target) {
    if (words.length == 0 || target.length == 0) {
      return words.length + target.length;
    }
    if (Arrays.equals(words, target)) {
      return 0;
    }
    hypothesis = words;
    reference = target;
    shifted = new int[words.length];
    trials = 0;
    distance.reset(hypothesis, target);
    return search();
  }

  private int search() {
    int shifts = 0;
    while (true) {
      findBest();
      // The last trials may have found a shift; Tercom gives it up all the same.
      if (trials >= MOST_TRIALS || bestSaved <= 0) {
        return shifts + distance.distance();
      }
      shifts++;
      int[] better = new int[hypothesis.length];
      shift(better, bestFrom, bestLength, bestTarget);
      distance.moveTo(better);
      hypothesis = better;
    }
  }

  /** Tries the shifts of all sequences that both texts have. */
  private void findBest() {
    bestSaved = Integer.MIN_VALUE;
    distance.trace(alignment);
    for (int from = 0; from < hypothesis.length; from++) {
      int longest = Math.min(LONGEST_SHIFT, hypothesis.length - from);
      if (!alignment.isWrong(from, longest)) {
        continue;
      }
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
      shift(shifted, from, length, target);
      int saved = distance.distance() - distance.distanceOf(shifted);
      trials++;
      if (isBetter(saved, length, from, target)) {
        bestSaved = saved;
        bestLength = length;
        bestFrom = from;
        bestTarget = target;
      }
    }
  }

  /**
   * Whether a shift is better than the best one: of those that save equally, Tercom takes the
   * longest, then the leftmost, then that with the leftmost target.
   */
  private boolean isBetter(int saved, int length, int from, int target) {
    if (saved != bestSaved) {
      return saved > bestSaved;
    }
    if (length != bestLength) {
      return length > bestLength;
    }
    return from != bestFrom ? from < bestFrom : target < bestTarget;
  }

  /** Writes the hypothesis with a sequence moved in front of the word at the target. */
  private void shift(int[] result, int from, int length, int target) {
    int[] words = hypothesis;
    System.arraycopy(words, 0, result, 0, words.length);
    if (target < from) {
      System.arraycopy(words, from, result, target, length);
      System.arraycopy(words, target, result, target + length, from - target);
    } else if (target > from + length) {
      System.arraycopy(words, from + length, result, from, target - from - length);
      System.arraycopy(words, from, result, target - length, length);
    } else {
      // Within the sequence itself: so many words behind it come in front.
      int moved = Math.min(target - from, words.length - length - from);
      System.arraycopy(words, from + length, result, from, moved);
      System.arraycopy(words, from, result, from + moved, length);
    }
  }
}

package ai.nmt.cli;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the known word that a mistyped one was probably meant to be. */
final class NearestMatch {
  private NearestMatch() {}

  /**
   * Returns the candidate with the smallest edit distance, if it is small for the word's length.
   *
   * <p>A candidate counts when at most a quarter of its letters differ (from three letters on one,
   * at most four), or when the word is the beginning of it.
   *
   * @param word what was typed
   * @param candidates what would have been understood
   */
  static Optional<String> of(String word, Stream<String> candidates) {
    String typed = word.toLowerCase(Locale.ROOT);
    record Scored(String candidate, int distance) {}
    return candidates
        .map(candidate -> new Scored(candidate, score(typed, candidate.toLowerCase(Locale.ROOT))))
        .filter(scored -> scored.distance <= tolerated(scored.candidate))
        .min(Comparator.comparingInt(Scored::distance).thenComparing(Scored::candidate))
        .map(Scored::candidate);
  }

  private static int tolerated(String candidate) {
    int letters = candidate.replaceFirst("^-+", "").length();
    return letters < 3 ? 0 : Math.max(1, Math.min(4, letters / 4));
  }

  private static int score(String typed, String candidate) {
    if (typed.length() > 3 && candidate.startsWith(typed)) {
      return 1;
    }
    return distance(typed, candidate);
  }

  /** Edit distance with neighbouring letters swapped as one edit (optimal string alignment). */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        least = Math.min(least, cost[i - 1][j - 1] + same);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = least;
      }
    }
    return cost[a.length()][b.length()];
  }
}

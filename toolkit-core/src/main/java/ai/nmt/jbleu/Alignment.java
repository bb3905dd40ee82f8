package ai.nmt.jbleu;

/**
 * Which word of the hypothesis stands where a word of the reference should, and which are wrong. It
 * is filled from the end, and used again. Not thread-safe.
 */
final class Alignment {
  // Of each word of the reference: the position of the hypothesis' word, or of that before.
  private int[] positions = {};

  // Whether each word is wrong; then, the numbers of wrong words in front of each position.
  private int[] hypothesisErrors = {};
  private int[] referenceErrors = {};
  private int hypothesisLength;
  private int referenceLength;

  void begin(int hypothesis, int reference) {
    hypothesisLength = hypothesis;
    referenceLength = reference;
    if (hypothesisErrors.length <= hypothesis) {
      hypothesisErrors = new int[hypothesis + 1];
    }
    if (referenceErrors.length <= reference) {
      referenceErrors = new int[reference + 1];
      positions = new int[reference];
    }
  }

  /** Word i of the hypothesis (from 1 on) stands for word j of the reference. */
  void pair(int i, int j, boolean wrong) {
    hypothesisErrors[i] = wrong ? 1 : 0;
    referenceErrors[j] = wrong ? 1 : 0;
    positions[j - 1] = i - 1;
  }

  /** Word i of the hypothesis is too much. */
  void delete(int i) {
    hypothesisErrors[i] = 1;
  }

  /** Word j of the reference is missing behind word i of the hypothesis. */
  void insert(int i, int j) {
    referenceErrors[j] = 1;
    positions[j - 1] = i - 1;
  }

  void end() {
    sum(hypothesisErrors, hypothesisLength);
    sum(referenceErrors, referenceLength);
  }

  private static void sum(int[] errors, int length) {
    errors[0] = 0;
    for (int i = 1; i <= length; i++) {
      errors[i] += errors[i - 1];
    }
  }

  /** The hypothesis' position of a word of the reference; -1 in front of the first word. */
  int position(int referencePosition) {
    return positions[referencePosition];
  }

  /** Whether a sequence of the hypothesis has a wrong word. */
  boolean isWrong(int from, int length) {
    return hypothesisErrors[from + length] > hypothesisErrors[from];
  }

  /**
   * Whether a sequence that both texts have is worth a shift: it is wrong in both, and does not
   * already stand where the reference has it.
   */
  boolean mayShift(int from, int to, int length) {
    boolean inside = from <= positions[to] && positions[to] < from + length;
    return !inside && isWrong(from, length) && referenceErrors[to + length] > referenceErrors[to];
  }
}

package ai.nmt.jbleu;

/**
 * Which word of the hypothesis stands where a word of the reference should, and which are wrong.
 */
final class Alignment {
  // Of each word of the reference: the position of the hypothesis' word, or of that before.
  private final int[] positions;

  // Numbers of wrong words in front of each position.
  private final int[] hypothesisErrors;
  private final int[] referenceErrors;

  Alignment(EditDistance.Edit[] edits, int hypothesisLength, int referenceLength) {
    positions = new int[referenceLength];
    hypothesisErrors = new int[hypothesisLength + 1];
    referenceErrors = new int[referenceLength + 1];
    int i = 0;
    int j = 0;
    for (EditDistance.Edit edit : edits) {
      int error = edit == EditDistance.Edit.MATCH ? 0 : 1;
      if (edit != EditDistance.Edit.INSERT) {
        hypothesisErrors[i + 1] = hypothesisErrors[i] + error;
        i++;
      }
      if (edit != EditDistance.Edit.DELETE) {
        referenceErrors[j + 1] = referenceErrors[j] + error;
        positions[j] = i - 1;
        j++;
      }
    }
  }

  /** The hypothesis' position of a word of the reference; -1 in front of the first word. */
  int position(int referencePosition) {
    return positions[referencePosition];
  }

  /**
   * Whether a sequence that both texts have is worth a shift: it is wrong in both, and does not
   * already stand where the reference has it.
   */
  boolean mayShift(int from, int to, int length) {
    boolean wrong =
        hypothesisErrors[from + length] > hypothesisErrors[from]
            && referenceErrors[to + length] > referenceErrors[to];
    boolean inside = from <= positions[to] && positions[to] < from + length;
    return wrong && !inside;
  }
}

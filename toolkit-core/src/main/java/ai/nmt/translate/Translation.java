package ai.nmt.translate;

import ai.nmt.search.Hypothesis;
import java.util.List;

/**
 * A sentence with its translations.
 *
 * @param id position of the sentence in its data set, counted from 0
 * @param source source token ids without padding, the last one {@code </s>}
 * @param target reference token ids, the last one {@code </s>}; empty where there is no reference
 * @param hypotheses finished hypotheses, the best first
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared or changed
public record Translation(long id, int[] source, int[] target, List<Hypothesis> hypotheses) {
  /**
   * Whether there is a reference.
   *
   * @return whether the target is not empty
   */
  public boolean hasTarget() {
    return target.length > 0;
  }

  /**
   * The same under another id.
   *
   * @param newId position of the sentence
   * @return the changed copy
   */
  public Translation withId(long newId) {
    return new Translation(newId, source, target, hypotheses);
  }
}

package ai.nmt.search;

/** Whether hypotheses may end at a step. */
public enum EndRule {
  /** {@code </s>} competes with all other tokens. */
  ALLOWED,
  /** The minimum length is not reached: {@code </s>} has probability 0. */
  FORBIDDEN,
  /** The maximum length is reached: every token but {@code </s>} has probability 0. */
  FORCED
}

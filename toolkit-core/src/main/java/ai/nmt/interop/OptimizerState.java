package ai.nmt.interop;

/** What becomes of the optimiser's state in a checkpoint of fairseq. */
enum OptimizerState {
  /** It is not looked at: whoever uses the model alone does not care what it is like. */
  UNREAD,
  /** It is taken; where that is not possible, it is left out with a warning. */
  IF_USABLE,
  /** It is taken; where that is not possible, the checkpoint is refused. */
  REQUIRED
}

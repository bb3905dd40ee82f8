package ai.nmt.nn;

/** How the bias of a linear map is drawn, given the size of the map's input. */
@FunctionalInterface
public interface BiasInitialization {
  /** Zeros. */
  BiasInitialization ZEROS = fanIn -> Initialization.ZEROS;

  /** As torch's nn.Linear: U(-a, a) with a = 1 / sqrt(fan-in). */
  BiasInitialization BY_FAN_IN = fanIn -> Initialization.uniform(1 / Math.sqrt(fanIn));

  /**
   * The bias's initialisation.
   *
   * @param fanIn number of the map's inputs, at least 1
   * @return how to draw it
   */
  Initialization of(int fanIn);

  /**
   * Replaces the lower half of a bias by the negative of the upper half.
   *
   * @return the initialisation, for biases of even size
   */
  default BiasInitialization mirrored() {
    return fanIn -> of(fanIn).mirroringRows();
  }
}

package ai.nmt.train;

/**
 * What validations so far have come to; decides when patience ends.
 *
 * @param best best value so far of the metric of {@code --best-checkpoint-metric}; null before the
 *     first validation
 * @param withoutImprovement validations since that one
 * @param checkedUpdates number of updates after which it was last asked whether to validate, save
 *     or stop within an epoch: a training that a signal ended asks first when it goes on
 */
public record Checks(Double best, int withoutImprovement, long checkedUpdates) {
  /** Nothing validated yet. */
  public static final Checks NONE = new Checks(null, 0, 0);

  /**
   * After a validation.
   *
   * @param newBest the best value with that one; the same as before where it was no better
   * @return the new state
   */
  public Checks validated(Double newBest) {
    boolean improved = newBest != null && !newBest.equals(best);
    return new Checks(newBest, improved ? 0 : withoutImprovement + 1, checkedUpdates);
  }

  /**
   * After the questions within an epoch were asked.
   *
   * @param updates number of updates done then
   * @return the new state
   */
  public Checks checked(long updates) {
    return new Checks(best, withoutImprovement, updates);
  }
}

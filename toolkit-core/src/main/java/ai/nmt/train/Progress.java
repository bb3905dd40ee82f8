package ai.nmt.train;

import ai.nmt.batch.IteratorPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How far a training has come; with parameters, optimiser state and configuration it determines
 * everything that follows.
 *
 * @param updates number of updates done
 * @param position the epoch under way and its batches done
 * @param best best value of the metric that decides about {@code checkpoint_best}; null before the
 *     first validation
 * @param epochSums sums over the updates of the epoch under way
 * @param seconds time spent in training, interruptions excluded
 * @param history the finished epochs
 * @param schedule what the learning-rate schedule remembers; null where nothing was saved yet
 * @param checks what validations have come to; null, which stands in checkpoints of before, begins
 *     with the best value
 */
public record Progress(
    long updates,
    IteratorPosition position,
    Double best,
    MeterSums epochSums,
    double seconds,
    List<EpochRecord> history,
    Map<String, Double> schedule,
    Checks checks) {
  /** Makes history and memory immutable. */
  public Progress {
    history = List.copyOf(history);
    schedule = schedule == null ? null : Map.copyOf(schedule);
    checks = checks == null ? new Checks(best, 0, updates) : checks;
  }

  /**
   * A training that has not begun.
   *
   * @return nothing done
   */
  public static Progress start() {
    return new Progress(
        0, IteratorPosition.start(), null, MeterSums.ZERO, 0, List.of(), null, Checks.NONE);
  }

  /**
   * After one more update.
   *
   * @param newPosition the position after its batches
   * @param update the update's sums
   * @return the new progress
   */
  public Progress afterUpdate(IteratorPosition newPosition, MeterSums update) {
    return new Progress(
        updates + 1, newPosition, best, epochSums.plus(update), seconds, history, schedule, checks);
  }

  /**
   * With parameters and optimiser of an earlier moment, and the data after batches left out.
   *
   * @param saved the earlier moment
   * @param newPosition the position after those batches
   * @return the new progress
   */
  public Progress rolledBack(Progress saved, IteratorPosition newPosition) {
    return new Progress(
        saved.updates(),
        newPosition,
        best,
        epochSums,
        seconds,
        history,
        saved.schedule(),
        checks.checked(saved.updates()));
  }

  /**
   * After batches whose update was left out.
   *
   * @param newPosition the position after them
   * @return the new progress
   */
  public Progress afterOverflow(IteratorPosition newPosition) {
    return new Progress(updates, newPosition, best, epochSums, seconds, history, schedule, checks);
  }

  /**
   * After the epoch under way.
   *
   * @param epoch what it came to
   * @return the progress at the next epoch's beginning
   */
  public Progress afterEpoch(EpochRecord epoch) {
    List<EpochRecord> longer = new ArrayList<>(history);
    longer.add(epoch);
    return new Progress(
        updates, position.nextEpoch(), best, MeterSums.ZERO, seconds, longer, schedule, checks);
  }

  /**
   * At the beginning of the next epoch, where nothing is left of the one under way.
   *
   * @return the same, one epoch further
   */
  public Progress atNextEpoch() {
    return new Progress(
        updates, position.nextEpoch(), best, MeterSums.ZERO, seconds, history, schedule, checks);
  }

  /**
   * With another best value.
   *
   * @param value value of the metric that decides about {@code checkpoint_best}
   * @return the new progress
   */
  public Progress withBest(double value) {
    return new Progress(updates, position, value, epochSums, seconds, history, schedule, checks);
  }

  /**
   * With another time spent.
   *
   * @param newSeconds time spent in training so far
   * @return the new progress
   */
  public Progress withSeconds(double newSeconds) {
    return new Progress(updates, position, best, epochSums, newSeconds, history, schedule, checks);
  }

  /**
   * At the beginning of the data again ({@code --reset-dataloader}).
   *
   * @return the new progress, in epoch 1
   */
  public Progress withoutPosition() {
    return new Progress(
        updates,
        IteratorPosition.start(),
        best,
        MeterSums.ZERO,
        seconds,
        history,
        schedule,
        checks);
  }

  /**
   * With nothing measured yet ({@code --reset-meters}).
   *
   * @return the new progress, without history and best value
   */
  public Progress withoutMeters() {
    return new Progress(updates, position, null, MeterSums.ZERO, 0, List.of(), schedule, fresh());
  }

  /**
   * With another memory of the learning-rate schedule.
   *
   * @param memory what it remembers
   * @return the new progress
   */
  public Progress withSchedule(Map<String, Double> memory) {
    return new Progress(updates, position, best, epochSums, seconds, history, memory, checks);
  }

  /**
   * With the updates counted anew ({@code --reset-optimizer}), which forgets the best value.
   *
   * @return the new progress, after 0 updates
   */
  public Progress withoutUpdates() {
    return new Progress(0, position, null, epochSums, seconds, history, null, Checks.NONE);
  }

  /**
   * With other validations.
   *
   * @param newChecks what they have come to
   * @return the new progress
   */
  public Progress withChecks(Checks newChecks) {
    return new Progress(updates, position, best, epochSums, seconds, history, schedule, newChecks);
  }

  /**
   * With the best value left out, which other settings measured.
   *
   * @return the new progress
   */
  public Progress withoutBest() {
    return new Progress(updates, position, null, epochSums, seconds, history, schedule, fresh());
  }

  private Checks fresh() {
    return Checks.NONE.checked(checks.checkedUpdates());
  }
}

package ai.nmt.train.guard;

import ai.nmt.batch.Batch;
import ai.nmt.batch.IteratorPosition;
import ai.nmt.io.FailureException;
import ai.nmt.train.Progress;
import ai.nmt.train.update.NotFiniteException;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does with an update that is not finite what {@code --on-nan} says, and reports its batches and
 * the layer where it arose.
 */
public final class NotFiniteHandler {
  private static final Logger LOG = LoggerFactory.getLogger(NotFiniteHandler.class);

  /** Updates in a row after which leaving them out is no help. */
  static final int MOST_IN_A_ROW = 10;

  /** Finds out where the first number arose that is not finite. */
  @FunctionalInterface
  public interface Search {
    /**
     * Looks for it.
     *
     * @param batches the update's batches
     * @param update number of updates made before it
     * @return a sentence that names the parameter or layer
     */
    String locate(List<Batch> batches, long update);
  }

  private final OnNan policy;
  private final Search search;
  private final Supplier<Progress> rollback;
  private int inARow;
  private long total;

  /**
   * Connects the parts.
   *
   * @param policy what to do
   * @param search finds the layer
   * @param rollback takes parameters, optimiser and schedule back from the newest checkpoint and
   *     returns its progress, or null where there is none
   */
  public NotFiniteHandler(OnNan policy, Search search, Supplier<Progress> rollback) {
    this.policy = policy;
    this.search = search;
    this.rollback = rollback;
  }

  /** An update was finite. */
  public void succeeded() {
    inARow = 0;
  }

  /**
   * Handles an update that was not.
   *
   * @param problem what is not finite
   * @param group its batches
   * @param progress what was done before it
   * @param after the position after its batches
   * @return the progress to go on from
   * @throws FailureException where training is to end, with the report
   */
  public Progress handle(
      NotFiniteException problem, List<Batch> group, Progress progress, IteratorPosition after) {
    String report =
        "%s%n%s%n%s"
            .formatted(
                problem.getMessage(),
                BatchReport.describe(group, progress),
                search.locate(group, progress.updates()));
    if (policy == OnNan.ABORT) {
      throw new FailureException(report, problem);
    }
    total++;
    if (++inARow > MOST_IN_A_ROW) {
      throw new FailureException(
          "%s%n%d updates in a row were not finite: --on-nan %s does not help"
              .formatted(report, inARow, policy),
          problem);
    }
    if (policy == OnNan.SKIP) {
      LOG.warn("{}", report);
      LOG.warn("the update is left out (--on-nan skip); {} so far in this run", total);
      return progress.afterOverflow(after);
    }
    return rollBack(problem, report, progress, after);
  }

  private Progress rollBack(
      NotFiniteException problem, String report, Progress progress, IteratorPosition after) {
    Progress saved = rollback.get();
    if (saved == null) {
      throw new FailureException(
          report
              + "%nThere is no checkpoint yet that --on-nan rollback could go back to".formatted(),
          problem);
    }
    LOG.warn("{}", report);
    LOG.warn(
        "back to the checkpoint after {} updates (--on-nan rollback), on with the data that"
            + " follows; {} so far in this run",
        saved.updates(),
        total);
    return progress.rolledBack(saved, after);
  }
}

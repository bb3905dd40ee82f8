package ai.nmt.train.update;

import ai.djl.engine.EngineException;
import ai.nmt.loss.LossSums;
import java.util.List;
import java.util.function.Function;

/**
 * Goes over the parts of a computation; where native memory does not suffice for one, begins anew
 * with that one in halves. Not thread-safe.
 */
final class PartLoop {
  private long shortages;

  /**
   * Adds the losses of all parts up.
   *
   * @param whole the parts as wanted
   * @param begin undoes what parts have done; called before the first one, each time
   * @param pass computes a part
   * @return the sum, in the order of the parts
   * @throws EngineException where memory is too small for a single sentence, or another reason
   */
  LossSums sum(List<BatchPart> whole, Runnable begin, Function<BatchPart, LossSums> pass) {
    List<BatchPart> parts = whole;
    while (true) {
      begin.run();
      LossSums loss = LossSums.ZERO;
      int done = 0;
      try {
        for (; done < parts.size(); done++) {
          loss = loss.plus(pass.apply(parts.get(done)));
        }
        return loss;
      } catch (EngineException e) {
        if (!BatchPart.ranOutOfMemory(e)) {
          throw e;
        }
        parts = BatchPart.halve(parts, done, e);
        shortages++;
      }
    }
  }

  /** How often memory ran out, so that a part was halved. */
  long shortages() {
    return shortages;
  }
}

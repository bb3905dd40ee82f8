package ai.nmt.train.update;

import ai.djl.engine.EngineException;
import ai.nmt.batch.Batch;
import ai.nmt.io.Counted;
import ai.nmt.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A batch of an update, or the part of one that fits into native memory.
 *
 * @param batch the sentences
 * @param seed seed of its random numbers
 */
record BatchPart(Batch batch, long seed) {
  private static final Logger LOG = LoggerFactory.getLogger(BatchPart.class);

  /** Whether the engine could not get the memory it asked for. */
  static boolean ranOutOfMemory(EngineException problem) {
    String message = String.valueOf(problem.getMessage());
    return message.contains("DefaultCPUAllocator")
        || message.contains("not enough memory")
        || message.contains("out of memory");
  }

  /**
   * Replaces one part by its halves, in place.
   *
   * @param parts the parts so far
   * @param index the one that did not fit
   * @param problem what the engine said
   * @return the parts, with one more
   * @throws EngineException {@code problem}, where that part is a single sentence
   */
  static List<BatchPart> halve(List<BatchPart> parts, int index, EngineException problem) {
    BatchPart part = parts.get(index);
    if (part.batch().size() < 2) {
      throw problem;
    }
    LOG.warn(
        "native memory ran out with {}, of {} and {} at most: they are"
            + " computed in two halves. Lower --max-tokens or --max-sentences if this comes often",
        Counted.of(part.batch().size(), "sentence"),
        Counted.of(part.batch().sourceLength(), "source word"),
        Counted.of(part.batch().targetLength(), "target word"));
    List<BatchPart> more = new ArrayList<>(parts);
    more.remove(index);
    List<Batch> halves = part.batch().halves();
    for (int i = 0; i < halves.size(); i++) {
      more.add(index + i, new BatchPart(halves.get(i), Seeds.derive(part.seed(), "half", i)));
    }
    return more;
  }
}

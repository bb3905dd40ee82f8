package ai.nmt.translate;

import ai.nmt.batch.Batch;
import java.util.List;

/** Translates a batch of sentences; several threads may do so at a time. */
@FunctionalInterface
public interface BatchTranslator extends AutoCloseable {
  /**
   * Translates a batch on the calling thread, which {@link ai.nmt.tensor.TorchEngine#prepareThread}
   * has prepared.
   *
   * @param batch sentences, with references where there are any
   * @return their translations in the batch's order
   */
  List<Translation> translate(Batch batch);

  /** Frees what the translator made; the model stays. */
  @Override
  default void close() {}
}

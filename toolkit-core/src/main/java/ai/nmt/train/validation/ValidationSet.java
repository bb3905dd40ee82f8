package ai.nmt.train.validation;

import ai.nmt.batch.BatchIterator;
import java.util.function.Supplier;

/**
 * Validation data.
 *
 * @param name the subset's name, for example {@code valid}
 * @param batches opens its batches, to be closed
 */
public record ValidationSet(String name, Supplier<BatchIterator> batches) {}

package ai.nmt.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.tensor.Pass;
import java.util.Objects;

/**
 * Decodes one token at a time: keys and values of earlier positions and of the encoder's output are
 * kept, so that a step costs one position. At first there is a row per sentence; {@link #reorder}
 * expands sentences to beams, follows the search, and lets finished sentences leave.
 *
 * <p>Needs gradient mode off. Not thread-safe; several decoders of one model may run on several
 * threads.
 */
public final class IncrementalDecoder implements AutoCloseable {
  private final Decoder decoder;
  private final NDManager manager;
  private final DecoderCache cache;
  private NDManager lastStep;

  IncrementalDecoder(Decoder decoder, NDManager owner, EncoderOutput encoded, int dim) {
    this.decoder = decoder;
    this.manager = owner.newSubManager();
    Pass pass = Pass.inference(manager);
    NDArray mask = encoded.paddingMask().duplicate();
    mask.attach(manager);
    this.cache = new DecoderCache(manager, decoder.keysAndValues(pass, encoded), mask, dim);
  }

  /**
   * The present number of rows.
   *
   * @return sentences times beams, as the last {@link #reorder} left them
   */
  public int rows() {
    return cache.rows();
  }

  /**
   * Appends a token to each row and predicts the next.
   *
   * @param lastTokens the last token of each row; the end symbol at first
   * @return log-probabilities, (rows, V); they live until the next step or {@link #close}
   * @throws IllegalArgumentException if there are not as many tokens as rows, or the target has
   *     become longer than the model's positions
   */
  public NDArray step(long[] lastTokens) {
    Objects.requireNonNull(lastTokens, "lastTokens");
    if (lastTokens.length != rows()) {
      throw new IllegalArgumentException(
          "there are " + rows() + " rows, but " + lastTokens.length + " last tokens");
    }
    closeLastStep();
    lastStep = manager.newSubManager();
    cache.reserveStep();
    NDArray probabilities =
        decoder.step(Pass.inference(lastStep), lastStep.create(lastTokens), cache);
    cache.endStep();
    return probabilities;
  }

  /**
   * Rearranges the rows: row r continues the old row {@code rows[r]}. Rows may be repeated or left
   * out, so their number may change.
   *
   * @param rows old row of each new row; rows of one sentence best lie side by side, equally many
   *     for each sentence
   * @throws IllegalArgumentException if a number is not that of an old row
   */
  public void reorder(int[] rows) {
    for (int row : rows) {
      if (row < 0 || row >= rows()) {
        throw new IllegalArgumentException("row " + row + " is not one of " + rows() + " rows");
      }
    }
    cache.reorder(rows);
  }

  private void closeLastStep() {
    if (lastStep != null) {
      lastStep.close();
      lastStep = null;
    }
  }

  /** Frees the caches and the last step's result. */
  @Override
  public void close() {
    closeLastStep();
    cache.close();
  }
}

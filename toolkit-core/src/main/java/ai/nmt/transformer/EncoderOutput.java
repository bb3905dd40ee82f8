package ai.nmt.transformer;

import ai.djl.ndarray.NDArray;

/**
 * What the decoder attends to.
 *
 * @param states the encoder's last layer, (B, S, D)
 * @param paddingMask 0 at tokens, a large negative number at padding, (B, 1, 1, S)
 */
public record EncoderOutput(NDArray states, NDArray paddingMask) {}

/**
 * Checkpoints: everything that training needs to continue, or generation to begin, in one file.
 *
 * <p>The file is a <a href="https://github.com/huggingface/safetensors">safetensors</a> file, so
 * that other programs can read the weights: an eight-byte little-endian header length, a JSON
 * header, then the tensors' bytes. Parameters have fairseq's names ({@code
 * encoder.layers.0.fc1.weight}), the optimiser's state lies under {@code optimizer.}, and
 * everything else is JSON in the header's {@code __metadata__}, one entry per section:
 *
 * <pre>{@code
 * new CheckpointContent()
 *     .section("model", config)                     // any record that Gson can write
 *     .tensor("encoder.embed_tokens.weight", array)
 *     .write(folder.resolve(CheckpointNames.LAST));
 *
 * try (Checkpoint checkpoint = Checkpoint.open(file)) {
 *   TransformerConfig config = checkpoint.section("model", TransformerConfig.class);
 *   checkpoint.copyTo("encoder.embed_tokens.weight", array);
 * }
 * }</pre>
 *
 * <p>A checkpoint replaces its predecessor in one step, so that a crash leaves the old or the new
 * one, never a mixture; a CRC-32C over header and tensors makes damage an error when it is opened.
 */
package ai.nmt.checkpoint;

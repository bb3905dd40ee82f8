/**
 * Exchange with fairseq: its checkpoints ({@code .pt}) read as the toolkit's own, and written.
 *
 * <p>{@link ai.nmt.interop.CheckpointFiles#open} opens either kind; a fairseq checkpoint then is an
 * {@link ai.nmt.checkpoint.Checkpoint} like any other, with the sections {@code model}, {@code
 * training}, {@code progress} and, with what only fairseq knows, {@code fairseq}:
 *
 * <pre>{@code
 * try (Checkpoint checkpoint = CheckpointFiles.open(Path.of("checkpoint_best.pt"))) {
 *   ModelDescription model = ModelDescription.read(checkpoint);
 *   checkpoint.copyTo("encoder.layers.0.self_attn.in_proj_weight", array);
 * }
 * }</pre>
 *
 * <p>Files of fairseq 0.6 to 0.12 are read: their settings are in a Namespace {@code args}, or in
 * nested dictionaries {@code cfg}; old names of parameters are replaced by new ones as fairseq
 * does, and separate projections are put together where the model has one, or the other way round.
 */
package ai.nmt.interop;

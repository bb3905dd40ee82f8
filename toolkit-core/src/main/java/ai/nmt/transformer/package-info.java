/**
 * The Transformer (Vaswani et al. 2017): encoder, decoder, their configuration and presets, and
 * decoding one token at a time.
 *
 * <p>{@link ai.nmt.transformer.TransformerConfig} says what to build, {@link
 * ai.nmt.transformer.Architectures} has fairseq's named presets. A {@link
 * ai.nmt.transformer.Transformer} is made, initialised, and then called:
 *
 * <pre>{@code
 * Transformer model = new Transformer(Architectures.preset("transformer_iwslt_de_en"), 8848, 6632);
 * model.initialize(manager, seed);
 * NDArray logits = model.forward(Pass.training(step, dropoutSeed), source, previousOutput);
 * }</pre>
 *
 * Training calls {@code forward}; generation calls {@code encode} once and steps an {@link
 * ai.nmt.transformer.IncrementalDecoder}. Shapes: B batch, S source time, T target time, D model
 * dimension, V vocabulary. Parameters carry fairseq's names.
 */
package ai.nmt.transformer;

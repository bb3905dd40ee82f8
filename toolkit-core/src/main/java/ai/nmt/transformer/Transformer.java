package ai.nmt.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.nmt.io.InputException;
import ai.nmt.nn.Layer;
import ai.nmt.nn.TokenEmbedding;
import ai.nmt.residual.AdminProfiler;
import ai.nmt.residual.ProfileRatios;
import ai.nmt.residual.ResidualConnection;
import ai.nmt.residual.Stack;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.Pass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The encoder-decoder Transformer (Vaswani et al. 2017), with fairseq's parameter names,
 * initialisation and numerics.
 *
 * <p>Forward passes on one model may run on several threads; profiling may not run beside them.
 */
public final class Transformer extends Layer {
  private final TransformerConfig config;
  private final int targetVocabulary;
  private final Encoder encoder;
  private final Decoder decoder;
  private final List<NamedParameter> parameterList;

  /**
   * Makes the model; its parameters have shapes, but no values before {@link #initialize}.
   *
   * @param config what to build
   * @param sourceVocabulary size of the source dictionary
   * @param targetVocabulary V, size of the target dictionary
   * @throws InputException if embeddings are to be shared between vocabularies of different size
   */
  public Transformer(TransformerConfig config, int sourceVocabulary, int targetVocabulary) {
    this.config = config;
    this.targetVocabulary = targetVocabulary;
    boolean joined = config.sharing() == EmbeddingSharing.ALL;
    if (joined && sourceVocabulary != targetVocabulary) {
      throw new InputException(
          "--share-all-embeddings needs one dictionary for both languages, but the source's has "
              + sourceVocabulary
              + " symbols and the target's "
              + targetVocabulary
              + ": preprocess with --joined-dictionary, or share less");
    }
    TokenEmbedding source = new TokenEmbedding(sourceVocabulary, config.encoder().dim());
    TokenEmbedding target =
        joined ? source : new TokenEmbedding(targetVocabulary, config.decoder().dim());
    this.encoder = child("encoder", new Encoder(config, source));
    this.decoder = child("decoder", new Decoder(config, target, targetVocabulary));
    this.parameterList = distinct(namedParameters(""));
  }

  private static List<NamedParameter> distinct(List<NamedParameter> all) {
    Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return all.stream().filter(named -> seen.add(named.parameter())).toList();
  }

  /**
   * What the model was made from.
   *
   * @return the configuration
   */
  public TransformerConfig config() {
    return config;
  }

  /**
   * All parameters, each once: a shared embedding under its first name, {@code
   * encoder.embed_tokens.weight}.
   *
   * @return the parameters in a fixed order
   */
  public List<NamedParameter> parameters() {
    return parameterList;
  }

  /**
   * Draws the parameters' first values, with fairseq's distributions.
   *
   * @param manager manager that owns the parameters, on their device
   * @param seed the model's seed; equal seeds give equal models
   */
  public void initialize(NDManager manager, long seed) {
    initialize(manager, seed, "");
  }

  /**
   * Encodes a batch.
   *
   * @param pass the pass
   * @param source left-padded ids, (B, S) int64
   * @return states (B, S, D) and padding mask
   * @throws IllegalArgumentException if S exceeds the model's source positions
   */
  public EncoderOutput encode(Pass pass, NDArray source) {
    return encoder.forward(pass, source);
  }

  /**
   * Decodes whole target sentences (teacher forcing).
   *
   * @param pass the pass
   * @param encoded the encoder's output of the same B sentences
   * @param previousOutput right-padded target ids, end symbol first, (B, T) int64
   * @return logits of the next token at each position, (B, T, V)
   * @throws IllegalArgumentException if T exceeds the model's target positions
   */
  public NDArray decode(Pass pass, EncoderOutput encoded, NDArray previousOutput) {
    return decoder.forward(pass, encoded, previousOutput);
  }

  /**
   * Encodes and decodes a batch.
   *
   * @param pass the pass
   * @param source left-padded ids, (B, S) int64
   * @param previousOutput right-padded target ids, end symbol first, (B, T) int64
   * @return logits, (B, T, V)
   */
  public NDArray forward(Pass pass, NDArray source, NDArray previousOutput) {
    return decode(pass, encode(pass, source), previousOutput);
  }

  /**
   * Begins incremental decoding.
   *
   * @param owner manager whose sub-manager owns the caches
   * @param encoded the encoder's output
   * @return a decoder with one row per sentence
   */
  public IncrementalDecoder incrementalDecoder(NDManager owner, EncoderOutput encoded) {
    return new IncrementalDecoder(decoder, owner, encoded, config.decoder().dim());
  }

  /**
   * Profiles Admin's ω: one forward pass that sets each sub-layer's ω on the way. Needs gradient
   * mode off.
   *
   * @param pass a training pass (dropout belongs to the profile)
   * @param source the first batch's source, (B, S)
   * @param previousOutput its target input, (B, T)
   * @return the ratios
   * @throws IllegalStateException if the model's scheme is not Admin
   */
  public ProfileRatios profile(Pass pass, NDArray source, NDArray previousOutput) {
    AdminProfiler encoderProfiler = new AdminProfiler(pass);
    AdminProfiler decoderProfiler = new AdminProfiler(pass);
    encoder.residuals().forEach(residual -> residual.observe(encoderProfiler));
    decoder.residuals().forEach(residual -> residual.observe(decoderProfiler));
    try {
      forward(pass, source, previousOutput);
    } finally {
      residuals().forEach(residual -> residual.observe(null));
    }
    return new ProfileRatios(encoderProfiler.ratios(), decoderProfiler.ratios());
  }

  /**
   * Fills Admin's ω with profiled ratios. Needs gradient mode off.
   *
   * @param ratios one per residual sub-layer
   * @throws InputException if their numbers are not this model's
   */
  public void setRatios(ProfileRatios ratios) {
    setRatios("encoder", encoder.residuals(), ratios.encoder());
    setRatios("decoder", decoder.residuals(), ratios.decoder());
  }

  private static void setRatios(
      String stack, List<ResidualConnection> residuals, List<Double> ratios) {
    if (residuals.size() != ratios.size()) {
      throw new InputException(
          "the profile has ratios of "
              + ratios.size()
              + " "
              + stack
              + " sub-layers, the model has "
              + residuals.size()
              + ": profile again with this model's options");
    }
    for (int i = 0; i < ratios.size(); i++) {
      residuals.get(i).setRatio(ratios.get(i));
    }
  }

  /** The residual connections of one stack, in the order of the forward pass. */
  List<ResidualConnection> residuals(Stack stack) {
    return stack == Stack.ENCODER ? encoder.residuals() : decoder.residuals();
  }

  /** The position vectors of one stack, (maxPositions + 2) · D numbers, a copy. */
  float[] positionTable(Stack stack) {
    return stack == Stack.ENCODER ? encoder.positionTable() : decoder.positionTable();
  }

  /**
   * All residual connections, the encoder's first, in the order of the forward pass.
   *
   * @return the connections
   */
  public List<ResidualConnection> residuals() {
    List<ResidualConnection> all = new ArrayList<>(encoder.residuals());
    all.addAll(decoder.residuals());
    return all;
  }

  /** Logits for a source (B, S) and a target input (B, T): (B, T, V). */
  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape target = inputShapes[1];
    return new Shape[] {new Shape(target.get(0), target.get(1), targetVocabulary)};
  }
}

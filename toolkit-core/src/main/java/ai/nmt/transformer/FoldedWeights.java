package ai.nmt.transformer;

import ai.nmt.tensor.NamedParameter;
import java.util.HashMap;
import java.util.Map;

/** Copies of a model's parameters on the heap, in row-major order, that are rescaled by column. */
final class FoldedWeights {
  private static final String SOURCE = "encoder.embed_tokens.weight";
  private static final String TARGET = "decoder.embed_tokens.weight";
  private static final String OUTPUT = "decoder.embed_out";
  private static final String FUSED = "in_proj_weight";

  private final Map<String, float[]> values = new HashMap<>();
  private final int sourceVocabulary;
  private final int targetVocabulary;

  /** Copies all parameters; shared embeddings become three. */
  FoldedWeights(Transformer model) {
    for (NamedParameter parameter : model.parameters()) {
      values.put(parameter.name(), parameter.array().toFloatArray());
    }
    values.computeIfAbsent(TARGET, name -> values.get(SOURCE).clone());
    values.computeIfAbsent(OUTPUT, name -> values.get(TARGET).clone());
    sourceVocabulary = values.get(SOURCE).length / model.config().encoder().dim();
    targetVocabulary = values.get(TARGET).length / model.config().decoder().dim();
  }

  int sourceVocabulary() {
    return sourceVocabulary;
  }

  int targetVocabulary() {
    return targetVocabulary;
  }

  /** Puts a matrix under a name. */
  void put(String name, float[] matrix) {
    values.put(name, matrix);
  }

  /** The values under a name; a fused projection is joined from separate ones. */
  float[] of(String name) {
    float[] found = values.get(name);
    if (found != null) {
      return found;
    }
    if (!name.endsWith(FUSED)) {
      throw new IllegalStateException("the folded model needs " + name + ", which is not there");
    }
    String prefix = name.substring(0, name.length() - FUSED.length());
    float[] queries = values.get(prefix + "q_proj_weight");
    float[] joined = new float[3 * queries.length];
    System.arraycopy(queries, 0, joined, 0, queries.length);
    int next = queries.length;
    for (String part : new String[] {"k_proj_weight", "v_proj_weight"}) {
      float[] projection = values.get(prefix + part);
      System.arraycopy(projection, 0, joined, next, projection.length);
      next += projection.length;
    }
    return joined;
  }

  /** Multiplies column i by factors[i]; a vector is a row. */
  void scaleColumns(String name, float[] factors) {
    float[] matrix = values.get(name);
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] *= factors[i % factors.length];
    }
  }

  /** Divides column i by divisors[i]. */
  void divideColumns(String name, float[] divisors) {
    divideColumns(values.get(name), divisors, Integer.MAX_VALUE);
  }

  /** Divides everything by a number. */
  void divideAll(String name, float divisor) {
    float[] matrix = values.get(name);
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] /= divisor;
    }
  }

  /** Divides the columns of the queries' projection, or also of the keys' and values'. */
  void divideProjections(String prefix, float[] divisors, boolean keysAndValues) {
    float[] fused = values.get(prefix + FUSED);
    if (fused != null) {
      divideColumns(fused, divisors, keysAndValues ? fused.length : fused.length / 3);
      return;
    }
    divideColumns(prefix + "q_proj_weight", divisors);
    if (keysAndValues) {
      divideColumns(prefix + "k_proj_weight", divisors);
      divideColumns(prefix + "v_proj_weight", divisors);
    }
  }

  private static void divideColumns(float[] matrix, float[] divisors, int end) {
    for (int i = 0; i < Math.min(end, matrix.length); i++) {
      matrix[i] /= divisors[i % divisors.length];
    }
  }
}

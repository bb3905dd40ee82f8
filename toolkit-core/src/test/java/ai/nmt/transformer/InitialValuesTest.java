package ai.nmt.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.nmt.nn.Activation;
import ai.nmt.nn.LinearInitialization;
import ai.nmt.residual.InitType;
import ai.nmt.residual.OutputChange;
import ai.nmt.residual.ProfileFreeConfig;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.TorchEngine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parameter's first values against the law that fairseq 0.8 or 0.12 and the residual scheme
 * state for it, written down here once more and by other means: bounds, mean and variance.
 */
class InitialValuesTest {
  private static final int ENCODER_DIM = 64;
  private static final int DECODER_DIM = 96;
  private static final int INNER = 128;
  private static final int SOURCES = 300;
  private static final int TARGETS = 400;

  /** DeepNet's gains for two encoder layers and two decoder layers, as the paper's formulas. */
  private static final double ENCODER_GAIN = 0.87 * Math.pow(16 * 2, -1.0 / 16);

  private static final double DECODER_GAIN = Math.pow(24, -0.25);

  @BeforeAll
  static void startEngine() {
    TorchEngine.start(1);
  }

  static Stream<Arguments> models() {
    List<Arguments> all = new ArrayList<>();
    for (LinearInitialization initialization : LinearInitialization.values()) {
      for (InitType type : InitType.values()) {
        all.add(Arguments.of(type, false, initialization));
      }
      all.add(Arguments.of(InitType.DEFAULT, true, initialization));
    }
    return all.stream();
  }

  /** Encoder and decoder of different dimensions, one with learned positions, nothing shared. */
  private static TransformerConfig config(InitType type, boolean preNorm) {
    StackConfig stack = StackConfig.defaults().withLayers(2).withNormalizeBefore(preNorm);
    TransformerConfig config =
        new TransformerConfig(
            stack.withSizes(ENCODER_DIM, INNER, 2).withPositions(true, 200),
            stack.withSizes(DECODER_DIM, INNER, 2),
            new Dropouts(0, 0, 0),
            EmbeddingSharing.SEPARATE,
            Activation.RELU,
            type);
    return type == InitType.ADMIN_TORCH
        ? config.withProfileFree(new ProfileFreeConfig(OutputChange.CONSTANT, true, true))
        : config;
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyParameterBeginsByItsLaw(
      InitType type, boolean preNorm, LinearInitialization initialization) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model =
          new Transformer(
              config(type, preNorm).withInitialization(initialization), SOURCES, TARGETS);
      model.initialize(manager, 3);
      Laws laws = new Laws(type, initialization == LinearInitialization.FAIRSEQ_0_12);
      for (NamedParameter parameter : model.parameters()) {
        laws.check(
            parameter.name(), parameter.shape().getShape(), parameter.array().toFloatArray());
      }
    }
  }

  /** What a parameter's name and shape say about its values. */
  private record Laws(InitType type, boolean newer) {
    void check(String name, long[] shape, float[] values) {
      String last = name.replaceFirst("(encoder|decoder)\\.(layers\\.\\d+\\.)?", "");
      boolean decoder = name.startsWith("decoder.");
      boolean cross = last.startsWith("encoder_attn.");
      int dim = decoder ? DECODER_DIM : ENCODER_DIM;
      int memory = decoder && !cross ? DECODER_DIM : ENCODER_DIM;
      Values of = new Values(name, values);
      switch (last.replaceFirst("^(self_attn|encoder_attn)\\.", "")) {
        case "embed_tokens.weight", "embed_positions.weight" -> {
          of.part(dim, 2 * dim).constant(0);
          of.part(2 * dim, values.length).normal(1 / Math.sqrt(dim));
        }
        case "embed_out" -> of.normal(1 / Math.sqrt(dim));
        case "in_proj_weight" -> of.uniform(Math.sqrt(6.0 / (4 * dim)));
        case "q_proj_weight", "k_proj_weight", "out_proj.weight", "v_proj_weight" ->
            projection(of, last, shape, decoder);
        case "in_proj_bias" -> {
          bias(of.part(0, dim), dim);
          bias(of.part(dim, 2 * dim), memory);
          bias(of.part(2 * dim, 3 * dim), memory);
        }
        case "out_proj.bias" -> of.constant(0);
        case "fc1.weight" -> feedForward(of, shape, decoder, true);
        case "fc2.weight" -> feedForward(of, shape, decoder, false);
        case "fc1.bias" -> {
          if (type == InitType.LOOKLINEAR) {
            of.mirrored(1, INNER / 2);
            bias(of.part(0, INNER / 2), dim);
          } else {
            bias(of, dim);
          }
        }
        case "fc2.bias" -> bias(of, INNER);
        case "rezero_weight" -> of.constant(0);
        default -> {
          if (last.endsWith("ratio_change")) {
            of.constant(type == InitType.ADMIN_TORCH ? values[0] : 1);
            assertThat(values[0]).as(name).isGreaterThanOrEqualTo(1);
          } else {
            assertThat(last).endsWith("layer_norm." + (last.endsWith("bias") ? "bias" : "weight"));
            of.constant(last.endsWith("bias") ? 0 : 1);
          }
        }
      }
    }

    private void bias(Values of, int fanIn) {
      if (newer) {
        of.uniform(1 / Math.sqrt(fanIn));
      } else {
        of.constant(0);
      }
    }

    /** Matrices of their own are Xavier's in both versions; DeepNet has its normal law. */
    private void projection(Values of, String last, long[] shape, boolean decoder) {
      if (type != InitType.DEEPNET) {
        of.uniform(Math.sqrt(6.0 / (shape[0] + shape[1])));
      } else if (last.endsWith("q_proj_weight") || last.endsWith("k_proj_weight")) {
        of.normal(Math.sqrt(2.0 / (shape[0] + shape[1])));
      } else {
        of.normal(gain(decoder) * Math.sqrt(2.0 / (shape[0] + shape[1])));
      }
    }

    private void feedForward(Values of, long[] shape, boolean decoder, boolean first) {
      int columns = Math.toIntExact(shape[1]);
      double bound = newer ? 1 / Math.sqrt(columns) : Math.sqrt(6.0 / (shape[0] + shape[1]));
      if (type == InitType.DEEPNET) {
        of.normal(gain(decoder) * Math.sqrt(2.0 / (shape[0] + shape[1])));
      } else if (type == InitType.LOOKLINEAR) {
        Values half = first ? of.mirrored(1, of.values.length / 2) : of.mirrored(columns, 0);
        half.uniform(bound);
      } else {
        of.uniform(bound);
      }
    }

    private static double gain(boolean decoder) {
      return decoder ? DECODER_GAIN : ENCODER_GAIN;
    }
  }

  /**
   * Values of one parameter, or of a part of it. Tolerances are five standard errors of the mean
   * and the variance of as many independent values, and what the largest of n uniform values misses
   * of its bound once in three million draws.
   */
  private static final class Values {
    private final String name;
    private final float[] values;

    Values(String name, float[] values) {
      this.name = name;
      this.values = values;
    }

    Values part(int from, int to) {
      return new Values(name + "[" + from + ":" + to + "]", Arrays.copyOfRange(values, from, to));
    }

    void constant(float value) {
      assertThat(values).as(name).containsOnly(value);
    }

    void uniform(double bound) {
      double largest = 0;
      for (float value : values) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(largest)
          .as("largest of " + name)
          .isBetween(bound * (1 - 15.0 / values.length), bound * (1 + 1e-6));
      moments(bound / Math.sqrt(3), 0.8);
    }

    void normal(double deviation) {
      moments(deviation, 2);
      double largest = 0;
      for (float value : values) {
        largest = Math.max(largest, Math.abs(value));
      }
      // No uniform law of this deviation goes beyond √3 of it.
      assertThat(largest).as("largest of " + name).isBetween(2.5 * deviation, 6 * deviation);
    }

    /** Mean 0 and this deviation; the fourth moment's excess over the square is given. */
    private void moments(double deviation, double spread) {
      double sum = 0;
      double squares = 0;
      for (float value : values) {
        sum += value;
        squares += (double) value * value;
      }
      int n = values.length;
      assertThat(Math.abs(sum / n)).as("mean of " + name).isLessThan(5 * deviation / Math.sqrt(n));
      assertThat(Math.abs(squares / n / (deviation * deviation) - 1))
          .as("variance of " + name)
          .isLessThan(5 * Math.sqrt(spread / n));
    }

    /**
     * The half of the values that the other half repeats with the other sign: the first ones, if
     * {@code distance} is given, else the left ones of each row of {@code columns}.
     */
    Values mirrored(int columns, int distance) {
      int step = distance == 0 ? columns / 2 : distance;
      float[] half = new float[values.length / 2];
      int filled = 0;
      for (int i = 0; i < values.length; i++) {
        boolean kept = distance == 0 ? i % columns < step : i < step;
        if (kept) {
          assertThat(values[i + step]).as(name).isEqualTo(-values[i]);
          half[filled++] = values[i];
        }
      }
      return new Values("half of " + name, half);
    }
  }

  /**
   * fairseq 0.8's values are those that the toolkit drew before there was a choice, bit for bit:
   * CRC-32 of all parameters of one seed, recorded then.
   */
  @ParameterizedTest
  @CsvSource({
    "DEFAULT, false, ce86777d",
    "DEFAULT, true, 4a1d069d",
    "ADAPTIVE_PROFILING, false, aca989b9",
    "ADAPTIVE, false, aca989b9",
    "ADMIN, false, aca989b9",
    "ADMIN_TORCH, false, c0b2748f",
    "REZERO, false, 51e79e7",
    "REZERO_POSTLN, false, b543f6b3",
    "DEEPNET, false, ad7c11b9",
    "LOOKLINEAR, false, 592798ec"
  })
  void valuesOfBeforeAreKept(InitType type, boolean preNorm, String crc) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model =
          new Transformer(
              config(type, preNorm).withInitialization(LinearInitialization.FAIRSEQ_0_8),
              SOURCES,
              TARGETS);
      model.initialize(manager, 3);
      CRC32 sum = new CRC32();
      for (NamedParameter parameter : model.parameters()) {
        float[] values = parameter.array().toFloatArray();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        for (float value : values) {
          bytes.putFloat(value);
        }
        sum.update(bytes.array());
      }
      assertThat(Long.toHexString(sum.getValue())).isEqualTo(crc);
    }
  }
}

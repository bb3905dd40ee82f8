package ai.nmt.interop;

import ai.nmt.io.InputException;
import ai.nmt.nn.Activation;
import ai.nmt.nn.LinearInitialization;
import ai.nmt.residual.InitType;
import ai.nmt.residual.OutputChange;
import ai.nmt.residual.ProfileFreeConfig;
import ai.nmt.transformer.Dropouts;
import ai.nmt.transformer.EmbeddingSharing;
import ai.nmt.transformer.StackConfig;
import ai.nmt.transformer.TransformerConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The Transformer that fairseq's settings describe. */
final class FairseqModel {
  /** Switches that change the model into one that the toolkit does not have. */
  private static final Set<String> UNKNOWN_SWITCHES =
      Set.of(
          "adaptive_input",
          "no_token_positional_embeddings",
          "no_cross_attention",
          "cross_self_attention",
          "layernorm_embedding",
          "no_scale_embedding",
          "layer_wise_attention",
          "char_inputs",
          "tie_adaptive_weights");

  private static final String INITIALIZATION = "initialization";
  private static final String QUANT_NOISE = "quant_noise_pq";
  private static final String SCALE = "output_change_scale";
  private static final String ENCODER_TRAINED = "encoder_as_parameter";
  private static final String DECODER_TRAINED = "decoder_as_parameter";

  private FairseqModel() {}

  /**
   * Reads the configuration.
   *
   * @throws InputException where the model is one that the toolkit does not have, naming all
   *     settings that make it so
   */
  static TransformerConfig config(FairseqArguments arguments) {
    requireKnown(arguments);
    String initType = arguments.text("init_type");
    return TransformerConfig.defaults()
        .withStacks(stack(arguments, "encoder", "source"), stack(arguments, "decoder", "target"))
        .withDropouts(dropouts(arguments))
        .withSharing(sharing(arguments))
        .withActivation(activation(arguments))
        .withInitType(initType == null ? InitType.DEFAULT : InitType.of(initType))
        .withProfileFree(profileFree(arguments, initType))
        .withInitialization(initialization(arguments));
  }

  private static void requireKnown(FairseqArguments arguments) {
    List<String> problems = new ArrayList<>();
    String arch = String.valueOf(arguments.text("arch"));
    if (!arch.contains("transformer")) {
      problems.add("--arch " + arch);
    }
    for (String name : UNKNOWN_SWITCHES) {
      if (arguments.flag(name)) {
        problems.add(flag(name));
      }
    }
    if (arguments.text("adaptive_softmax_cutoff") != null) {
      problems.add(flag("adaptive_softmax_cutoff"));
    }
    int dim = arguments.integer("decoder_embed_dim");
    for (String name : List.of("decoder_output_dim", "decoder_input_dim")) {
      if (arguments.integer(name, dim) != dim) {
        problems.add(
            "%s %d beside --decoder-embed-dim %d"
                .formatted(flag(name), arguments.integer(name, dim), dim));
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(
          "its model is of a kind that the toolkit does not have: "
              + problems.stream().sorted().collect(Collectors.joining(", ")));
    }
  }

  private static String flag(String name) {
    return "--" + name.replace('_', '-');
  }

  private static StackConfig stack(FairseqArguments arguments, String stack, String side) {
    int positions = arguments.integer("max_positions", StackConfig.defaults().maxPositions());
    return new StackConfig(
        arguments.integer(stack + "_layers"),
        arguments.integer(stack + "_embed_dim"),
        arguments.integer(stack + "_ffn_embed_dim"),
        arguments.integer(stack + "_attention_heads"),
        arguments.flag(stack + "_normalize_before"),
        arguments.flag(stack + "_learned_pos"),
        arguments.integer("max_" + side + "_positions", positions));
  }

  private static Dropouts dropouts(FairseqArguments arguments) {
    double activation = arguments.number("activation_dropout", 0);
    return new Dropouts(
        arguments.number("dropout", 0),
        arguments.number("attention_dropout", 0),
        activation == 0 ? arguments.number("relu_dropout", 0) : activation);
  }

  private static ProfileFreeConfig profileFree(FairseqArguments arguments, String initType) {
    if (!InitType.ADMIN_TORCH.flag().equals(initType)) {
      return ProfileFreeConfig.defaults();
    }
    String scale = arguments.text(SCALE);
    return new ProfileFreeConfig(
        scale == null ? OutputChange.DEFAULT : OutputChange.of(scale),
        arguments.flag(ENCODER_TRAINED),
        arguments.flag(DECODER_TRAINED));
  }

  /** fairseq changed how layers begin in the version that brought quant noise. */
  private static LinearInitialization initialization(FairseqArguments arguments) {
    String name = arguments.text(INITIALIZATION);
    if (name != null) {
      return LinearInitialization.of(name);
    }
    return arguments.values().containsKey(QUANT_NOISE)
        ? LinearInitialization.FAIRSEQ_0_12
        : LinearInitialization.FAIRSEQ_0_8;
  }

  private static EmbeddingSharing sharing(FairseqArguments arguments) {
    if (arguments.flag("share_all_embeddings")) {
      return EmbeddingSharing.ALL;
    }
    return arguments.flag("share_decoder_input_output_embed")
        ? EmbeddingSharing.DECODER
        : EmbeddingSharing.SEPARATE;
  }

  private static Activation activation(FairseqArguments arguments) {
    String name = arguments.text("activation_fn");
    return Arrays.stream(Activation.values())
        .filter(activation -> name == null || activation.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "its model has --activation-fn %s; the toolkit has %s"
                        .formatted(name, Arrays.toString(Activation.values()))));
  }

  /** The flags that describe a configuration: what {@link #config} reads. */
  static Map<String, Object> arguments(TransformerConfig config) {
    Map<String, Object> values = new java.util.LinkedHashMap<>();
    values.put("arch", "transformer");
    values.put("activation_fn", config.activation().toString());
    values.put("dropout", config.dropouts().residual());
    values.put("attention_dropout", config.dropouts().attention());
    values.put("activation_dropout", config.dropouts().activation());
    values.put("share_all_embeddings", config.sharing() == EmbeddingSharing.ALL);
    values.put("share_decoder_input_output_embed", config.sharing() != EmbeddingSharing.SEPARATE);
    values.put("init_type", config.initType().flag());
    values.put(INITIALIZATION, config.initialization().toString());
    if (config.initType() == InitType.ADMIN_TORCH) {
      values.put(SCALE, config.profileFree().scale().flag());
      values.put(ENCODER_TRAINED, config.profileFree().encoderAsParameter());
      values.put(DECODER_TRAINED, config.profileFree().decoderAsParameter());
    }
    put(values, config.encoder(), "encoder", "source");
    put(values, config.decoder(), "decoder", "target");
    values.put("decoder_input_dim", config.decoder().dim());
    values.put("decoder_output_dim", config.decoder().dim());
    values.put("adaptive_softmax_cutoff", null);
    values.put("adaptive_softmax_dropout", 0);
    values.put("adaptive_input", false);
    values.put("no_token_positional_embeddings", false);
    return values;
  }

  private static void put(Map<String, Object> values, StackConfig stack, String name, String side) {
    values.put(name + "_layers", stack.layers());
    values.put(name + "_embed_dim", stack.dim());
    values.put(name + "_ffn_embed_dim", stack.feedForwardDim());
    values.put(name + "_attention_heads", stack.heads());
    values.put(name + "_normalize_before", stack.normalizeBefore());
    values.put(name + "_learned_pos", stack.learnedPositions());
    values.put(name + "_embed_path", null);
    values.put("max_" + side + "_positions", stack.maxPositions());
  }
}

package ai.nmt.transformer;

import ai.nmt.residual.InitType;
import ai.nmt.residual.ProfileFreeConfig;
import ai.nmt.residual.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model's configuration in the words of {@code nmt train}. */
public final class TransformerFlags {
  private TransformerFlags() {}

  /**
   * The flags that ask for a model whatever the preset says.
   *
   * @param config the model
   * @return values by flag with its dashes, in the order of the help
   */
  public static Map<String, Object> of(TransformerConfig config) {
    Map<String, Object> flags = new LinkedHashMap<>();
    stack(flags, "encoder", config.encoder());
    flags.put("--max-source-positions", config.encoder().maxPositions());
    stack(flags, "decoder", config.decoder());
    flags.put("--max-target-positions", config.decoder().maxPositions());
    flags.put("--share-all-embeddings", config.sharing() == EmbeddingSharing.ALL);
    flags.put("--share-decoder-input-output-embed", config.sharing() == EmbeddingSharing.DECODER);
    flags.put("--activation-fn", config.activation());
    flags.put("--dropout", config.dropouts().residual());
    flags.put("--attention-dropout", config.dropouts().attention());
    flags.put("--activation-dropout", config.dropouts().activation());
    flags.put("--initialization", config.initialization());
    return flags;
  }

  private static void stack(Map<String, Object> flags, String name, StackConfig stack) {
    flags.put("--%s-layers".formatted(name), stack.layers());
    flags.put("--%s-embed-dim".formatted(name), stack.dim());
    flags.put("--%s-ffn-embed-dim".formatted(name), stack.feedForwardDim());
    flags.put("--%s-attention-heads".formatted(name), stack.heads());
    flags.put("--%s-normalize-before".formatted(name), stack.normalizeBefore());
    flags.put("--%s-learned-pos".formatted(name), stack.learnedPositions());
  }

  /**
   * What makes two configurations different functions of their parameters: not dropout, not the
   * number of positions that are computed, and not how parameters began or where Admin's ω came
   * from.
   *
   * @param given the one that was asked for
   * @param saved the one of a checkpoint
   * @return a phrase per flag, for example {@code --encoder-layers is 4, the checkpoint has 3}
   */
  public static List<String> differences(TransformerConfig given, TransformerConfig saved) {
    Map<String, Object> asked = comparable(given);
    Map<String, Object> known = comparable(saved);
    if (sameScheme(given, saved)) {
      // Values of one scheme that say where its numbers come from at first.
      known.put("--init-type", asked.get("--init-type"));
    }
    List<String> differences = new ArrayList<>();
    asked.forEach(
        (flag, value) -> {
          if (!value.equals(known.getOrDefault(flag, value))) {
            differences.add(
                "%s is %s, the checkpoint has %s".formatted(flag, value, known.get(flag)));
          }
        });
    return differences;
  }

  private static Map<String, Object> comparable(TransformerConfig config) {
    Map<String, Object> flags = of(config);
    flags.keySet().removeIf(flag -> flag.endsWith("dropout"));
    flags.remove("--initialization");
    if (!config.encoder().learnedPositions()) {
      flags.remove("--max-source-positions");
    }
    if (!config.decoder().learnedPositions()) {
      flags.remove("--max-target-positions");
    }
    flags.put("--init-type", config.initType().flag());
    if (config.initType() == InitType.ADMIN_TORCH) {
      ProfileFreeConfig settings = config.profileFree();
      flags.put("--output-change-scale", settings.scale().flag());
      flags.put("--encoder-as-parameter", settings.encoderAsParameter());
      flags.put("--decoder-as-parameter", settings.decoderAsParameter());
    }
    return flags;
  }

  /** Pre-LN and Post-LN, which the stacks' flags tell apart, count as one. */
  private static boolean sameScheme(TransformerConfig given, TransformerConfig saved) {
    boolean plain = given.initType() == InitType.DEFAULT && saved.initType() == InitType.DEFAULT;
    return plain
        || given.scheme(Stack.ENCODER).getClass().equals(saved.scheme(Stack.ENCODER).getClass());
  }
}

package ai.nmt.transformer;

import ai.nmt.io.InputException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The named presets of {@code --arch}, with fairseq's values. */
public final class Architectures {
  private static final Map<String, TransformerConfig> PRESETS = new LinkedHashMap<>();

  static {
    TransformerConfig base = TransformerConfig.defaults();
    TransformerConfig vaswaniBig =
        sized(base, 1024, 4096, 16).withDropouts(new Dropouts(0.3, 0, 0));
    TransformerConfig wmtBig = vaswaniBig.withDropouts(new Dropouts(0.3, 0.1, 0));
    PRESETS.put("transformer", base);
    PRESETS.put("transformer_iwslt_de_en", sized(base, 512, 1024, 4));
    PRESETS.put("transformer_wmt_en_de", base);
    PRESETS.put("transformer_vaswani_wmt_en_de_big", vaswaniBig);
    PRESETS.put(
        "transformer_vaswani_wmt_en_fr_big", vaswaniBig.withDropouts(new Dropouts(0.1, 0, 0)));
    PRESETS.put("transformer_wmt_en_de_big", wmtBig);
    PRESETS.put(
        "transformer_wmt_en_de_big_t2t",
        wmtBig
            .withStacks(
                wmtBig.encoder().withNormalizeBefore(true),
                wmtBig.decoder().withNormalizeBefore(true))
            .withDropouts(new Dropouts(0.3, 0.1, 0.1)));
  }

  private Architectures() {}

  /**
   * Finds a preset.
   *
   * @param name fairseq's name, for example {@code transformer_iwslt_de_en}
   * @return its configuration
   * @throws InputException if there is none, naming the choices
   */
  public static TransformerConfig preset(String name) {
    TransformerConfig preset = PRESETS.get(name);
    if (preset == null) {
      throw new InputException(
          "--arch " + name + " is unknown; choose one of " + String.join(", ", names()));
    }
    return preset;
  }

  /**
   * All presets.
   *
   * @return their names
   */
  public static Set<String> names() {
    return PRESETS.keySet();
  }

  private static TransformerConfig sized(
      TransformerConfig config, int dim, int feedForwardDim, int heads) {
    return config.withStacks(
        config.encoder().withSizes(dim, feedForwardDim, heads),
        config.decoder().withSizes(dim, feedForwardDim, heads));
  }
}

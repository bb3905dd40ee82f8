package ai.nmt.analysis;

import ai.nmt.io.InputException;
import ai.nmt.residual.InitType;
import ai.nmt.transformer.TransformerConfig;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The residual schemes under the names that people compare them by. */
public enum Scheme {
  /** LN(x + f(x)). */
  POST_LN("post-ln", "Post-LN", InitType.DEFAULT),
  /** x + f(LN(x)). */
  PRE_LN("pre-ln", "Pre-LN", InitType.DEFAULT),
  /** LN(ω ⊙ x + f(x)), ω profiled. */
  ADMIN("admin", "Admin", InitType.ADMIN),
  /** LN(ω ⊙ x + f(x)), ω from a formula. */
  ADMIN_TORCH("admin-torch", "admin-torch", InitType.ADMIN_TORCH),
  /** LN(α x + f(x)), smaller branches. */
  DEEPNET("deepnet", "DeepNet", InitType.DEEPNET),
  /** x + α f(x). */
  REZERO("rezero", "ReZero", InitType.REZERO),
  /** LN(x + α f(x)). */
  REZERO_POST_LN("rezero-post-ln", "ReZero + Post-LN", InitType.REZERO_POSTLN),
  /** Post-LN with feed-forward layers that start as linear maps. */
  LOOK_LINEAR("looklinear", "LookLinear", InitType.LOOKLINEAR);

  private final String flag;
  private final String title;
  private final InitType initType;

  Scheme(String flag, String title, InitType initType) {
    this.flag = flag;
    this.title = title;
    this.initType = initType;
  }

  /**
   * The name that is typed.
   *
   * @return for example {@code post-ln}
   */
  public String flag() {
    return flag;
  }

  /**
   * The name in charts.
   *
   * @return for example {@code Post-LN}
   */
  public String title() {
    return title;
  }

  /**
   * Finds a scheme by its name.
   *
   * @param flag for example {@code post-ln}
   * @return the scheme
   * @throws InputException if there is none, naming the choices
   */
  public static Scheme of(String flag) {
    return Arrays.stream(values())
        .filter(scheme -> scheme.flag.equals(flag))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "the scheme \""
                        + flag
                        + "\" is unknown; choose of "
                        + Arrays.stream(values())
                            .map(Scheme::flag)
                            .collect(Collectors.joining(", "))));
  }

  /**
   * The same model under this scheme; how its layers begin stays, so that schemes compare.
   *
   * @param config a model
   * @return the changed copy
   */
  public TransformerConfig applyTo(TransformerConfig config) {
    boolean before = this == PRE_LN;
    // Off first, because only one initialisation is allowed beside Pre-LN.
    return config
        .withStacks(
            config.encoder().withNormalizeBefore(false),
            config.decoder().withNormalizeBefore(false))
        .withInitType(initType)
        .withInitialization(config.initialization())
        .withStacks(
            config.encoder().withNormalizeBefore(before),
            config.decoder().withNormalizeBefore(before));
  }
}

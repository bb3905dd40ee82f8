package ai.nmt.residual;

import ai.nmt.io.InputException;
import ai.nmt.nn.LinearInitialization;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The values of {@code --init-type}: which residual scheme, and where Admin's ω come from. */
public enum InitType {
  /** Post-LN, or Pre-LN with the normalize-before flags. */
  DEFAULT("default"),
  /** Admin: profile the ω on the first batch, write them to a file and stop. */
  ADAPTIVE_PROFILING("adaptive-profiling"),
  /** Admin: read the ω from the file. */
  ADAPTIVE("adaptive"),
  /** Admin: profile at the start of a fresh run, then train. */
  ADMIN("admin"),
  /** Admin without a profile: ω from a formula, constant or trained. */
  ADMIN_TORCH("admin-torch"),
  /** ReZero: no normalisation, a trained gate per layer that starts at 0. */
  REZERO("rezero"),
  /** ReZero's gate with Post-LN. */
  REZERO_POSTLN("rezero_postln"),
  /** DeepNet: a constant factor on the shortcut, branches that start smaller. */
  DEEPNET("deepnet"),
  /** Post-LN with feed-forward layers that start as linear maps. */
  LOOKLINEAR("looklinear");

  private final String flag;

  InitType(String flag) {
    this.flag = flag;
  }

  /**
   * The flag's spelling.
   *
   * @return for example {@code adaptive-profiling}
   */
  public String flag() {
    return flag;
  }

  /**
   * Finds a value by its spelling.
   *
   * @param flag for example {@code adaptive-profiling}
   * @return the value
   * @throws InputException if there is none, naming the choices
   */
  public static InitType of(String flag) {
    return Arrays.stream(values())
        .filter(type -> type.flag.equals(flag))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "--init-type "
                        + flag
                        + " is unknown; choose one of "
                        + Arrays.stream(values())
                            .map(InitType::flag)
                            .collect(Collectors.joining(", "))));
  }

  /**
   * Whether the scheme has a place for layer normalisation that the normalize-before flags can
   * move.
   *
   * @return true for the default only
   */
  public boolean allowsNormalizeBefore() {
    return this == DEFAULT;
  }

  /**
   * What is wrong with a normalize-before flag beside this value.
   *
   * @return a message that says how to put it right
   */
  public String normalizeBeforeProblem() {
    return "--init-type "
        + flag
        + (this == REZERO ? " has no layer normalisation" : " normalises after each sub-layer")
        + ": leave out --encoder-normalize-before and --decoder-normalize-before, or use"
        + " --init-type default";
  }

  /**
   * How attention and feed-forward layers begin where nobody says it.
   *
   * @return fairseq 0.8's
   */
  public LinearInitialization defaultInitialization() {
    return LinearInitialization.FAIRSEQ_0_8;
  }

  /**
   * The residual scheme of a stack.
   *
   * @param plan which stack, and the model's settings
   * @return the scheme
   * @throws InputException if a flag contradicts the scheme
   */
  public ResidualScheme scheme(StackPlan plan) {
    if (plan.normalizeBefore() && !allowsNormalizeBefore()) {
      throw new InputException(normalizeBeforeProblem());
    }
    return switch (this) {
      case DEFAULT -> plan.normalizeBefore() ? new PreNorm() : new PostNorm();
      case ADAPTIVE_PROFILING, ADAPTIVE, ADMIN -> new Admin();
      case ADMIN_TORCH -> plan.adminTorch();
      case REZERO -> new ReZero();
      case REZERO_POSTLN -> new ReZeroPostNorm();
      case DEEPNET -> plan.deepNorm();
      case LOOKLINEAR -> new LookLinear();
    };
  }
}

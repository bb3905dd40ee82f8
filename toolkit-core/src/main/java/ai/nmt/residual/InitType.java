package ai.nmt.residual;

import ai.nmt.io.InputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The values of {@code --init-type}: which residual scheme, and where Admin's ω come from. */
public enum InitType {
  /** Post-LN, or Pre-LN with the normalize-before flags. */
  DEFAULT,
  /** Admin: profile the ω on the first batch, write them to a file and stop. */
  ADAPTIVE_PROFILING,
  /** Admin: read the ω from the file. */
  ADAPTIVE,
  /** Admin: profile at the start of a fresh run, then train. */
  ADMIN;

  /**
   * The flag's spelling.
   *
   * @return for example {@code adaptive-profiling}
   */
  public String flag() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
        .filter(type -> type.flag().equals(flag))
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
   * The residual scheme of a stack.
   *
   * @param normalizeBefore the stack's normalize-before flag
   * @return the scheme
   * @throws InputException if the flag contradicts the scheme
   */
  public ResidualScheme scheme(boolean normalizeBefore) {
    if (this == DEFAULT) {
      return normalizeBefore ? new PreNorm() : new PostNorm();
    }
    if (normalizeBefore) {
      throw new InputException(
          "--init-type "
              + flag()
              + " normalises after each sub-layer: leave out --encoder-normalize-before and"
              + " --decoder-normalize-before, or use --init-type default");
    }
    return new Admin();
  }
}

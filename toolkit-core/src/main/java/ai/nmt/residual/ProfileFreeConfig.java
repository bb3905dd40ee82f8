package ai.nmt.residual;

import java.util.Objects;

/**
 * The settings of profile-free Admin ({@code --init-type admin-torch}).
 *
 * @param scale how fast the output may change with depth; decides ω
 * @param encoderAsParameter whether the encoder's ω are trained
 * @param decoderAsParameter whether the decoder's ω are trained
 */
public record ProfileFreeConfig(
    OutputChange scale, boolean encoderAsParameter, boolean decoderAsParameter) {
  /** Checks that the scale is there. */
  public ProfileFreeConfig {
    Objects.requireNonNull(scale, "scale");
  }

  /**
   * The defaults.
   *
   * @return O(logn), constant ω
   */
  public static ProfileFreeConfig defaults() {
    return new ProfileFreeConfig(OutputChange.DEFAULT, false, false);
  }
}

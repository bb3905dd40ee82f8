package ai.nmt.residual;

import java.util.Objects;

/**
 * What decides about a stack's residual scheme besides its name.
 *
 * @param stack which stack
 * @param encoderLayers N
 * @param decoderLayers M
 * @param normalizeBefore the stack's normalize-before flag
 * @param profileFree settings of profile-free Admin
 */
public record StackPlan(
    Stack stack,
    int encoderLayers,
    int decoderLayers,
    boolean normalizeBefore,
    ProfileFreeConfig profileFree) {
  /** Checks that the references are there. */
  public StackPlan {
    Objects.requireNonNull(stack, "stack");
    Objects.requireNonNull(profileFree, "profileFree");
  }

  /** DeepNet's factor and gain for this stack. */
  DeepNorm deepNorm() {
    return stack == Stack.ENCODER
        ? DeepNorm.encoder(encoderLayers, decoderLayers)
        : DeepNorm.decoder(decoderLayers);
  }

  /** Profile-free Admin for this stack. */
  AdminTorch adminTorch() {
    boolean encoder = stack == Stack.ENCODER;
    int subLayers = stack.subLayers().size() * (encoder ? encoderLayers : decoderLayers);
    return new AdminTorch(
        profileFree.scale().omega(subLayers),
        encoder ? profileFree.encoderAsParameter() : profileFree.decoderAsParameter());
  }
}

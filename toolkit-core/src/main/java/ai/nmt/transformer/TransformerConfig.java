package ai.nmt.transformer;

import ai.nmt.io.InputException;
import ai.nmt.nn.Activation;
import ai.nmt.nn.LinearInitialization;
import ai.nmt.residual.InitType;
import ai.nmt.residual.ProfileFreeConfig;
import ai.nmt.residual.ResidualScheme;
import ai.nmt.residual.Stack;
import ai.nmt.residual.StackPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Everything that defines a Transformer but its vocabularies' sizes. Plain data: Gson writes and
 * reads it as it is.
 *
 * @param encoder the encoder's size and kind
 * @param decoder the decoder's size and kind
 * @param dropouts dropout probabilities
 * @param sharing which embedding matrices are one
 * @param activation the feed-forward layers' nonlinearity
 * @param initType the residual scheme and where its numbers come from
 * @param profileFree settings of {@code --init-type admin-torch}; the defaults with every other,
 *     and where null is given, as in files of models that were made before there was such a setting
 * @param initialization how attention and feed-forward layers begin; fairseq 0.8's where null is
 *     given, as in files of models that were made before there was a choice
 */
public record TransformerConfig(
    StackConfig encoder,
    StackConfig decoder,
    Dropouts dropouts,
    EmbeddingSharing sharing,
    Activation activation,
    InitType initType,
    ProfileFreeConfig profileFree,
    LinearInitialization initialization) {
  /**
   * Checks the configuration and reports all problems at once.
   *
   * @throws InputException if it describes no Transformer
   */
  public TransformerConfig {
    Objects.requireNonNull(encoder, "encoder");
    Objects.requireNonNull(decoder, "decoder");
    Objects.requireNonNull(dropouts, "dropouts");
    Objects.requireNonNull(sharing, "sharing");
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(initType, "initType");
    profileFree = profileFree == null ? ProfileFreeConfig.defaults() : profileFree;
    initialization = initialization == null ? LinearInitialization.FAIRSEQ_0_8 : initialization;
    List<String> problems = new ArrayList<>();
    checkStack("encoder", "source", encoder, problems);
    checkStack("decoder", "target", decoder, problems);
    checkDropout("--dropout", dropouts.residual(), problems);
    checkDropout("--attention-dropout", dropouts.attention(), problems);
    checkDropout("--activation-dropout", dropouts.activation(), problems);
    if (sharing == EmbeddingSharing.ALL && encoder.dim() != decoder.dim()) {
      problems.add(
          "--share-all-embeddings needs equal dimensions, but --encoder-embed-dim is "
              + encoder.dim()
              + " and --decoder-embed-dim is "
              + decoder.dim());
    }
    checkScheme(encoder, decoder, initType, profileFree, problems);
    if (!problems.isEmpty()) {
      throw new InputException(
          "these model options do not work together:\n  " + String.join("\n  ", problems));
    }
  }

  /**
   * A configuration with the default settings of profile-free Admin and the init type's default
   * initialisation.
   *
   * @param encoder the encoder's size and kind
   * @param decoder the decoder's size and kind
   * @param dropouts dropout probabilities
   * @param sharing which embedding matrices are one
   * @param activation the feed-forward layers' nonlinearity
   * @param initType the residual scheme and where its numbers come from
   * @throws InputException if it describes no Transformer
   */
  public TransformerConfig(
      StackConfig encoder,
      StackConfig decoder,
      Dropouts dropouts,
      EmbeddingSharing sharing,
      Activation activation,
      InitType initType) {
    this(
        encoder,
        decoder,
        dropouts,
        sharing,
        activation,
        initType,
        ProfileFreeConfig.defaults(),
        initType.defaultInitialization());
  }

  /**
   * The base Transformer: fairseq's {@code --arch transformer}.
   *
   * @return Post-LN, separate embeddings, relu
   */
  public static TransformerConfig defaults() {
    return new TransformerConfig(
        StackConfig.defaults(),
        StackConfig.defaults(),
        Dropouts.defaults(),
        EmbeddingSharing.SEPARATE,
        Activation.RELU,
        InitType.DEFAULT);
  }

  /**
   * The same with other stacks.
   *
   * @param newEncoder the encoder's size and kind
   * @param newDecoder the decoder's size and kind
   * @return the changed copy
   */
  public TransformerConfig withStacks(StackConfig newEncoder, StackConfig newDecoder) {
    return new TransformerConfig(
        newEncoder,
        newDecoder,
        dropouts,
        sharing,
        activation,
        initType,
        profileFree,
        initialization);
  }

  /**
   * The same with other dropout probabilities.
   *
   * @param newDropouts the probabilities
   * @return the changed copy
   */
  public TransformerConfig withDropouts(Dropouts newDropouts) {
    return new TransformerConfig(
        encoder, decoder, newDropouts, sharing, activation, initType, profileFree, initialization);
  }

  /**
   * The same with other sharing.
   *
   * @param newSharing which embedding matrices are one
   * @return the changed copy
   */
  public TransformerConfig withSharing(EmbeddingSharing newSharing) {
    return new TransformerConfig(
        encoder, decoder, dropouts, newSharing, activation, initType, profileFree, initialization);
  }

  /**
   * The same with another activation.
   *
   * @param newActivation the nonlinearity
   * @return the changed copy
   */
  public TransformerConfig withActivation(Activation newActivation) {
    return new TransformerConfig(
        encoder, decoder, dropouts, sharing, newActivation, initType, profileFree, initialization);
  }

  /**
   * The same with another residual scheme, and the initialisation that is that scheme's default:
   * {@link #withInitialization} afterwards asks for another.
   *
   * @param newInitType the residual scheme and where its numbers come from
   * @return the changed copy
   */
  public TransformerConfig withInitType(InitType newInitType) {
    return new TransformerConfig(
        encoder,
        decoder,
        dropouts,
        sharing,
        activation,
        newInitType,
        profileFree,
        newInitType.defaultInitialization());
  }

  /**
   * The same with other settings of profile-free Admin.
   *
   * @param newProfileFree the settings
   * @return the changed copy
   */
  public TransformerConfig withProfileFree(ProfileFreeConfig newProfileFree) {
    return new TransformerConfig(
        encoder, decoder, dropouts, sharing, activation, initType, newProfileFree, initialization);
  }

  /**
   * The same with another start.
   *
   * @param newInitialization how attention and feed-forward layers begin
   * @return the changed copy
   */
  public TransformerConfig withInitialization(LinearInitialization newInitialization) {
    return new TransformerConfig(
        encoder, decoder, dropouts, sharing, activation, initType, profileFree, newInitialization);
  }

  /** The residual scheme of a stack. */
  ResidualScheme scheme(Stack stack) {
    StackConfig own = stack == Stack.ENCODER ? encoder : decoder;
    return initType.scheme(
        new StackPlan(
            stack, encoder.layers(), decoder.layers(), own.normalizeBefore(), profileFree));
  }

  private static void checkScheme(
      StackConfig encoder,
      StackConfig decoder,
      InitType initType,
      ProfileFreeConfig profileFree,
      List<String> problems) {
    boolean before = encoder.normalizeBefore() || decoder.normalizeBefore();
    if (before && !initType.allowsNormalizeBefore()) {
      problems.add(initType.normalizeBeforeProblem());
    }
    if (initType != InitType.ADMIN_TORCH && !profileFree.equals(ProfileFreeConfig.defaults())) {
      problems.add(
          "--output-change-scale, --encoder-as-parameter and --decoder-as-parameter belong to"
              + " --init-type admin-torch, but --init-type is "
              + initType.flag());
    }
    if (initType == InitType.LOOKLINEAR) {
      checkEven("--encoder-ffn-embed-dim", encoder.feedForwardDim(), problems);
      checkEven("--decoder-ffn-embed-dim", decoder.feedForwardDim(), problems);
    }
  }

  private static void checkEven(String flag, int value, List<String> problems) {
    if (value % 2 != 0) {
      problems.add(
          flag
              + " is "
              + value
              + ", expected an even number: --init-type looklinear mirrors halves");
    }
  }

  private static void checkStack(
      String name, String side, StackConfig stack, List<String> problems) {
    checkPositive("--" + name + "-layers", stack.layers(), problems);
    checkPositive("--" + name + "-ffn-embed-dim", stack.feedForwardDim(), problems);
    checkPositive("--max-" + side + "-positions", stack.maxPositions(), problems);
    checkPositive("--" + name + "-attention-heads", stack.heads(), problems);
    if (stack.dim() < 4 || stack.dim() % 2 != 0) {
      problems.add(
          "--" + name + "-embed-dim is " + stack.dim() + ", expected an even number from 4");
    } else if (stack.heads() > 0 && stack.dim() % stack.heads() != 0) {
      problems.add(
          String.format(
              "--%s-embed-dim %d is not a multiple of --%s-attention-heads %d",
              name, stack.dim(), name, stack.heads()));
    }
  }

  private static void checkPositive(String flag, int value, List<String> problems) {
    if (value < 1) {
      problems.add(flag + " is " + value + ", expected at least 1");
    }
  }

  private static void checkDropout(String flag, double value, List<String> problems) {
    if (!(value >= 0 && value < 1)) {
      problems.add(flag + " is " + value + ", expected at least 0 and less than 1");
    }
  }
}

package ai.nmt.cli.option;

import ai.nmt.nn.Activation;
import ai.nmt.nn.LinearInitialization;
import ai.nmt.residual.InitType;
import ai.nmt.transformer.Architectures;
import ai.nmt.transformer.Dropouts;
import ai.nmt.transformer.EmbeddingSharing;
import ai.nmt.transformer.StackConfig;
import ai.nmt.transformer.TransformerConfig;
import ai.nmt.transformer.TransformerFlags;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The model: a preset, and flags that change it. What is null stays as the preset has it. */
@InGroup(HelpGroup.MODEL)
public final class ModelOptions implements PresetDefaults {
  /** Presets whose decoder takes the encoder's dimensions where its own are not given. */
  private static final Set<String> DECODER_FOLLOWS = Set.of("transformer", "transformer_wmt_en_de");

  @Option(
      names = {"-a", "--arch"},
      paramLabel = "ARCH",
      completionCandidates = Presets.class,
      description = "Preset that the other flags change: ${COMPLETION-CANDIDATES}.")
  private String arch = "transformer";

  @Option(names = "--encoder-layers", paramLabel = "N", description = "Layers of the encoder.")
  private Integer encoderLayers;

  @Option(
      names = "--encoder-embed-dim",
      paramLabel = "D",
      description = "Dimension of the encoder's embeddings and layers.")
  private Integer encoderDim;

  @Option(
      names = "--encoder-ffn-embed-dim",
      paramLabel = "F",
      description = "Inner dimension of the encoder's feed-forward layers.")
  private Integer encoderFeedForward;

  @Option(
      names = "--encoder-attention-heads",
      paramLabel = "H",
      description = "Attention heads of the encoder.")
  private Integer encoderHeads;

  @Option(
      names = "--encoder-normalize-before",
      description = "Pre-LN in the encoder: normalise before each sub-layer.")
  private boolean encoderNormalizeBefore;

  @Option(
      names = "--encoder-learned-pos",
      description = "Learned instead of sinusoidal positions in the encoder.")
  private boolean encoderLearnedPositions;

  @Option(
      names = "--max-source-positions",
      paramLabel = "N",
      description = "Longest source sentence in tokens, </s> included.")
  private Integer maxSourcePositions;

  @Option(names = "--decoder-layers", paramLabel = "N", description = "Layers of the decoder.")
  private Integer decoderLayers;

  @Option(
      names = "--decoder-embed-dim",
      paramLabel = "D",
      description = "Dimension of the decoder's embeddings and layers.")
  private Integer decoderDim;

  @Option(
      names = "--decoder-ffn-embed-dim",
      paramLabel = "F",
      description = "Inner dimension of the decoder's feed-forward layers.")
  private Integer decoderFeedForward;

  @Option(
      names = "--decoder-attention-heads",
      paramLabel = "H",
      description = "Attention heads of the decoder.")
  private Integer decoderHeads;

  @Option(
      names = "--decoder-normalize-before",
      description = "Pre-LN in the decoder: normalise before each sub-layer.")
  private boolean decoderNormalizeBefore;

  @Option(
      names = "--decoder-learned-pos",
      description = "Learned instead of sinusoidal positions in the decoder.")
  private boolean decoderLearnedPositions;

  @Option(
      names = "--max-target-positions",
      paramLabel = "N",
      description = "Longest target sentence in tokens, </s> included.")
  private Integer maxTargetPositions;

  @Option(
      names = "--share-all-embeddings",
      description = "One matrix for encoder input, decoder input and output projection.")
  private boolean shareAll;

  @Option(
      names = "--share-decoder-input-output-embed",
      description = "One matrix for decoder input and output projection.")
  private boolean shareDecoder;

  @Option(
      names = "--activation-fn",
      paramLabel = "NAME",
      description = "Nonlinearity of feed-forward layers: ${COMPLETION-CANDIDATES}.")
  private Activation activation;

  @Option(
      names = "--dropout",
      paramLabel = "P",
      description = "Dropout after embeddings and after each sub-layer's branch.")
  private Double dropout;

  @Option(
      names = "--attention-dropout",
      paramLabel = "P",
      description = "Dropout on attention weights.")
  private Double attentionDropout;

  @Option(
      names = {"--activation-dropout", "--relu-dropout"},
      paramLabel = "P",
      description = "Dropout after the activation of feed-forward layers.")
  private Double activationDropout;

  @InGroup(HelpGroup.ADMIN)
  @Option(
      names = "--init-type",
      paramLabel = "TYPE",
      completionCandidates = InitTypes.class,
      description = {
        "Residual connections: ${COMPLETION-CANDIDATES}.",
        "admin: profile on the first batch, then train; adaptive-profiling: profile, write"
            + " profile.ratio.init to the save directory and stop; adaptive: read that file.",
        "admin-torch: a formula instead of a profile (see --output-change-scale); deepnet, rezero,"
            + " rezero_postln, looklinear: as their papers.",
        "default: Post-LN, or Pre-LN with the normalize-before flags."
      })
  private String initType = InitType.DEFAULT.flag();

  @InGroup(HelpGroup.ADMIN)
  @Option(
      names = "--initialization",
      paramLabel = "NAME",
      description = {
        "How attention and feed-forward layers begin: ${COMPLETION-CANDIDATES}.",
        "fairseq-0.8: Xavier, biases 0; fairseq-0.12 (and 0.10 to today): feed-forward layers and"
            + " the biases of queries, keys and values uniform within 1/sqrt(inputs)."
      })
  private LinearInitialization initialization;

  @Mixin private ProfileFreeOptions profileFree;
  @Mixin private DecoderDimOptions decoderDims;

  /** The presets' names, for help and completion. */
  static final class Presets implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Architectures.names().iterator();
    }
  }

  /** The initialisations' names, for help and completion. */
  static final class InitTypes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(InitType.values()).map(InitType::flag).iterator();
    }
  }

  @Override
  public String preset() {
    return "--arch " + arch;
  }

  @Override
  public HelpGroup presetGroup() {
    return HelpGroup.MODEL;
  }

  @Override
  public Map<String, Object> presetDefaults() {
    return TransformerFlags.of(Architectures.preset(arch));
  }

  /** Returns the model that was asked for. */
  public TransformerConfig config() {
    TransformerConfig preset = Architectures.preset(arch);
    InitType scheme = InitType.of(initType);
    TransformerConfig config =
        new TransformerConfig(
            encoder(preset.encoder()),
            decoder(preset.decoder()),
            dropouts(preset.dropouts()),
            sharing(preset.sharing()),
            either(activation, preset.activation()),
            scheme,
            profileFree.config(),
            either(initialization, scheme.defaultInitialization()));
    decoderDims.check(config.decoder().dim());
    return config;
  }

  private StackConfig encoder(StackConfig preset) {
    return new StackConfig(
        either(encoderLayers, preset.layers()),
        either(encoderDim, preset.dim()),
        either(encoderFeedForward, preset.feedForwardDim()),
        either(encoderHeads, preset.heads()),
        encoderNormalizeBefore || preset.normalizeBefore(),
        encoderLearnedPositions || preset.learnedPositions(),
        either(maxSourcePositions, preset.maxPositions()));
  }

  private StackConfig decoder(StackConfig preset) {
    boolean follows = DECODER_FOLLOWS.contains(arch);
    int dim = follows ? either(encoderDim, preset.dim()) : preset.dim();
    int feedForward =
        follows ? either(encoderFeedForward, preset.feedForwardDim()) : preset.feedForwardDim();
    return new StackConfig(
        either(decoderLayers, preset.layers()),
        either(decoderDim, dim),
        either(decoderFeedForward, feedForward),
        either(decoderHeads, preset.heads()),
        decoderNormalizeBefore || preset.normalizeBefore(),
        decoderLearnedPositions || preset.learnedPositions(),
        either(maxTargetPositions, preset.maxPositions()));
  }

  private Dropouts dropouts(Dropouts preset) {
    return new Dropouts(
        either(dropout, preset.residual()),
        either(attentionDropout, preset.attention()),
        either(activationDropout, preset.activation()));
  }

  private EmbeddingSharing sharing(EmbeddingSharing preset) {
    if (shareAll) {
      return EmbeddingSharing.ALL;
    }
    return shareDecoder ? EmbeddingSharing.DECODER : preset;
  }

  private static <T> T either(T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}

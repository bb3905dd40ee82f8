package ai.nmt.cli.option;

import ai.nmt.analysis.Scheme;
import ai.nmt.nn.LinearInitialization;
import ai.nmt.run.analyses.AnalysisConfig;
import ai.nmt.run.analyses.SampleConfig;
import ai.nmt.transformer.StackConfig;
import ai.nmt.transformer.TransformerConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which models are analysed, on what, and where the results go. */
@InGroup(HelpGroup.DATA)
public final class AnalysisOptions {
  private static final AnalysisConfig DEFAULTS = AnalysisConfig.defaults();
  private static final SampleConfig SAMPLE = DEFAULTS.sample();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DATA",
      description = "Folder that 'nmt preprocess' wrote; without it models run on random tokens.")
  private Path data;

  @InGroup(HelpGroup.OUTPUT)
  @Option(
      names = "--destdir",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the results: CSV, JSON, PNG and SVG.")
  private Path destination;

  @InGroup(HelpGroup.MODEL)
  @Option(
      names = "--path",
      paramLabel = "CHECKPOINT",
      description = "A trained model to analyse instead of fresh ones.")
  private Path checkpoint;

  @InGroup(HelpGroup.MODEL)
  @Option(
      names = "--schemes",
      paramLabel = "NAME",
      split = ",",
      description =
          "Residual schemes of fresh models: post-ln, pre-ln, admin (profiled on the sample),"
              + " admin-torch, deepnet, rezero, rezero-post-ln, looklinear."
              + " Default: post-ln,pre-ln,admin.")
  private List<String> schemes;

  @InGroup(HelpGroup.MODEL)
  @Option(
      names = "--depths",
      paramLabel = "N",
      split = ",",
      description =
          "Residual sub-layers of fresh encoders, two per layer. Default: 6,12,24,48,72,96.")
  private List<Integer> depths;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      split = ",",
      description = "A repetition per seed; results are the means. Default: 1,2,3.")
  private List<Long> seeds;

  @InGroup(HelpGroup.MODEL)
  @Option(names = "--embed-dim", paramLabel = "D", description = "Dimension of fresh models.")
  private int dim = DEFAULTS.model().encoder().dim();

  @InGroup(HelpGroup.MODEL)
  @Option(
      names = "--ffn-embed-dim",
      paramLabel = "F",
      description = "Inner dimension of feed-forward layers of fresh models.")
  private int feedForwardDim = DEFAULTS.model().encoder().feedForwardDim();

  @InGroup(HelpGroup.MODEL)
  @Option(
      names = "--attention-heads",
      paramLabel = "H",
      description = "Attention heads of fresh models.")
  private int heads = DEFAULTS.model().encoder().heads();

  @InGroup(HelpGroup.MODEL)
  @Option(
      names = "--initialization",
      paramLabel = "NAME",
      description =
          "How layers of fresh models of all schemes begin: ${COMPLETION-CANDIDATES}."
              + " Default: fairseq-0.8, the Admin paper's.")
  private LinearInitialization initialization;

  @Option(
      names = "--decoder-layers",
      paramLabel = "N",
      description =
          "Layers of fresh decoders; 0: as many as the encoder's for gradient-norms, otherwise 1.")
  private int decoderLayers = DEFAULTS.decoderLayers();

  @Option(names = "--subset", paramLabel = "NAME", description = "Which split of DATA.")
  private String subset = SAMPLE.subset();

  @Option(
      names = {"-s", "--source-lang"},
      paramLabel = "SRC",
      description = "Source language; found from the names of the files if not given.")
  private String source;

  @Option(
      names = {"-t", "--target-lang"},
      paramLabel = "TGT",
      description = "Target language; found from the names of the files if not given.")
  private String target;

  @Option(
      names = "--sentences",
      paramLabel = "B",
      description = "Sentence pairs: the first ones of DATA, or random ones.")
  private int sentences = SAMPLE.sentences();

  @Option(
      names = "--length",
      paramLabel = "S",
      description = "Tokens of a random sentence, </s> included.")
  private int length = SAMPLE.length();

  @Option(
      names = "--vocabulary",
      paramLabel = "V",
      description = "Symbols that random tokens of fresh models come from.")
  private int vocabulary = SAMPLE.vocabulary();

  @Mixin private EngineOptions engine;

  /** Returns the folder for the results. */
  public Path destination() {
    return destination;
  }

  /** Returns what was asked for. */
  public AnalysisConfig config() {
    if (checkpoint != null && (schemes != null || depths != null || initialization != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--path analyses a trained model, whose scheme, depth and initialisation are its own:"
              + " leave out --schemes, --depths and --initialization");
    }
    StackConfig stack = DEFAULTS.model().encoder().withSizes(dim, feedForwardDim, heads);
    TransformerConfig model =
        DEFAULTS
            .model()
            .withStacks(stack, stack)
            .withInitialization(
                initialization == null ? DEFAULTS.model().initialization() : initialization);
    return new AnalysisConfig(
        Optional.ofNullable(checkpoint),
        schemes == null ? DEFAULTS.schemes() : schemes.stream().map(Scheme::of).toList(),
        depths == null ? DEFAULTS.depths() : depths,
        seeds == null ? DEFAULTS.seeds() : seeds,
        model,
        decoderLayers,
        new SampleConfig(
            Optional.ofNullable(data),
            subset,
            Optional.ofNullable(source),
            Optional.ofNullable(target),
            sentences,
            length,
            vocabulary),
        engine.config());
  }
}

package ai.nmt.cli.option;

import ai.nmt.optim.Adadelta;
import ai.nmt.optim.Adafactor;
import ai.nmt.optim.Adagrad;
import ai.nmt.optim.AdamConfig;
import ai.nmt.optim.Adamax;
import ai.nmt.optim.Nag;
import ai.nmt.optim.NovoGrad;
import ai.nmt.optim.OptimizerConfig;
import ai.nmt.optim.RAdam;
import ai.nmt.optim.Sgd;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The optimiser and the flags of each. */
@InGroup(HelpGroup.OPTIMISER)
public final class OptimizerOptions {
  private static final AdamConfig ADAM = AdamConfig.defaults();
  private static final Adadelta.Settings ADADELTA = Adadelta.Settings.defaults();
  private static final Adamax.Settings ADAMAX = Adamax.Settings.defaults();
  private static final Adafactor.Settings ADAFACTOR = Adafactor.Settings.defaults();
  private static final NovoGrad.Settings NOVOGRAD = NovoGrad.Settings.defaults();

  /** The optimisers. */
  enum Name {
    /** Adam with decoupled weight decay. */
    ADAM,
    /** Another name of the same. */
    ADAMW,
    /** Rectified Adam. */
    RADAM,
    /** Nesterov's accelerated gradient. */
    NAG,
    /** Gradient descent with momentum. */
    SGD,
    /** Adagrad. */
    ADAGRAD,
    /** Adadelta. */
    ADADELTA,
    /** Adamax. */
    ADAMAX,
    /** Adafactor. */
    ADAFACTOR,
    /** NovoGrad. */
    NOVOGRAD;

    /** Returns the name as it is typed, in small letters. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "The optimiser: ${COMPLETION-CANDIDATES}.")
  private Name name = Name.ADAM;

  @Option(
      names = {"--weight-decay", "--wd"},
      paramLabel = "WD",
      description =
          "Weight decay: decoupled from the gradient, but for sgd, adagrad and adadelta an L2"
              + " penalty, and for novograd added to the divided gradient.")
  private double weightDecay = ADAM.weightDecay();

  @OnlyWith(
      flag = "--optimizer",
      value = {"adam", "adamw", "radam"})
  @Option(
      names = "--adam-betas",
      paramLabel = "'(B1, B2)'",
      converter = NumberPair.Converter.class,
      description = "Decay rates of adam, adamw and radam.")
  private NumberPair adamBetas = new NumberPair(ADAM.beta1(), ADAM.beta2());

  @OnlyWith(
      flag = "--optimizer",
      value = {"adam", "adamw", "radam"})
  @Option(
      names = "--adam-eps",
      paramLabel = "EPS",
      description = "Epsilon of adam, adamw and radam.")
  private double adamEpsilon = ADAM.epsilon();

  @OnlyWith(
      flag = "--optimizer",
      value = {"nag", "sgd"})
  @Option(
      names = "--momentum",
      paramLabel = "M",
      description = "Momentum; if not given, 0 for sgd, 0.99 for nag.")
  private Double momentum;

  @OnlyWith(flag = "--optimizer", value = "adadelta")
  @Option(names = "--adadelta-rho", paramLabel = "RHO", description = "Decay rate of adadelta.")
  private double adadeltaRho = ADADELTA.rho();

  @OnlyWith(flag = "--optimizer", value = "adadelta")
  @Option(names = "--adadelta-eps", paramLabel = "EPS", description = "Epsilon of adadelta.")
  private double adadeltaEpsilon = ADADELTA.epsilon();

  @OnlyWith(flag = "--optimizer", value = "adamax")
  @Option(
      names = "--adamax-betas",
      paramLabel = "'(B1, B2)'",
      converter = NumberPair.Converter.class,
      description = "Decay rates of adamax.")
  private NumberPair adamaxBetas = new NumberPair(ADAMAX.beta1(), ADAMAX.beta2());

  @OnlyWith(flag = "--optimizer", value = "adamax")
  @Option(names = "--adamax-eps", paramLabel = "EPS", description = "Epsilon of adamax.")
  private double adamaxEpsilon = ADAMAX.epsilon();

  @OnlyWith(flag = "--optimizer", value = "adamax")
  @Option(
      names = "--no-bias-correction",
      description = "Let adamax begin with its mean's bias towards zero.")
  private boolean noBiasCorrection;

  @OnlyWith(flag = "--optimizer", value = "adafactor")
  @Option(
      names = "--adafactor-eps",
      paramLabel = "'(E1, E2)'",
      converter = NumberPair.Converter.class,
      description = "What adafactor adds to squared gradients, and its smallest parameter scale.")
  private NumberPair adafactorEpsilons = new NumberPair(ADAFACTOR.epsilon1(), ADAFACTOR.epsilon2());

  @OnlyWith(flag = "--optimizer", value = "adafactor")
  @Option(
      names = "--clip-threshold",
      paramLabel = "T",
      description = "Largest root mean square of an update of adafactor.")
  private double clipThreshold = ADAFACTOR.clipThreshold();

  @OnlyWith(flag = "--optimizer", value = "adafactor")
  @Option(
      names = "--decay-rate",
      paramLabel = "R",
      description = "Exponent of the decay of adafactor's mean squares.")
  private double decayRate = ADAFACTOR.decayRate();

  @OnlyWith(flag = "--optimizer", value = "adafactor")
  @Option(
      names = "--beta1",
      paramLabel = "B",
      description = "Decay rate of adafactor's mean of updates; 0: none is kept.")
  private double beta1 = ADAFACTOR.beta1();

  @OnlyWith(flag = "--optimizer", value = "adafactor")
  @Option(
      names = "--scale-parameter",
      description = "Make adafactor's learning rate relative to a parameter's size.")
  private boolean scaleParameter = ADAFACTOR.scaleParameter();

  @OnlyWith(flag = "--optimizer", value = "adafactor")
  @Option(
      names = "--relative-step",
      description = "Let adafactor's learning rate follow from the number of updates alone.")
  private boolean relativeStep = ADAFACTOR.relativeStep();

  @OnlyWith(flag = "--relative-step")
  @Option(names = "--warmup-init", description = "Let it then begin at 1e-6.")
  private boolean warmupInit = ADAFACTOR.warmupInit();

  @OnlyWith(flag = "--optimizer", value = "novograd")
  @Option(
      names = "--novograd-betas",
      paramLabel = "'(B1, B2)'",
      converter = NumberPair.Converter.class,
      description = "Decay rates of novograd.")
  private NumberPair novogradBetas = new NumberPair(NOVOGRAD.beta1(), NOVOGRAD.beta2());

  @OnlyWith(flag = "--optimizer", value = "novograd")
  @Option(names = "--novograd-eps", paramLabel = "EPS", description = "Epsilon of novograd.")
  private double novogradEpsilon = NOVOGRAD.epsilon();

  /** Returns what was asked for. */
  public OptimizerConfig config() {
    return switch (name) {
      case ADAM, ADAMW ->
          new AdamConfig(adamBetas.first(), adamBetas.second(), adamEpsilon, weightDecay);
      case RADAM ->
          new RAdam.Settings(adamBetas.first(), adamBetas.second(), adamEpsilon, weightDecay);
      case NAG -> new Nag.Settings(momentum(Nag.Settings.defaults().momentum()), weightDecay);
      case SGD -> new Sgd.Settings(momentum(Sgd.Settings.defaults().momentum()), weightDecay);
      case ADAGRAD -> new Adagrad.Settings(weightDecay);
      case ADADELTA -> new Adadelta.Settings(adadeltaRho, adadeltaEpsilon, weightDecay);
      case ADAMAX ->
          new Adamax.Settings(
              adamaxBetas.first(),
              adamaxBetas.second(),
              adamaxEpsilon,
              weightDecay,
              !noBiasCorrection);
      case ADAFACTOR -> adafactor();
      case NOVOGRAD ->
          new NovoGrad.Settings(
              novogradBetas.first(), novogradBetas.second(), novogradEpsilon, weightDecay);
    };
  }

  private double momentum(double otherwise) {
    return momentum == null ? otherwise : momentum;
  }

  private Adafactor.Settings adafactor() {
    return new Adafactor.Settings(
        adafactorEpsilons.first(),
        adafactorEpsilons.second(),
        clipThreshold,
        decayRate,
        beta1,
        weightDecay,
        scaleParameter,
        relativeStep,
        warmupInit);
  }
}

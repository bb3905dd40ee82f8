package ai.nmt.cli.option;

import ai.nmt.schedule.Cosine;
import ai.nmt.schedule.FixedSchedule;
import ai.nmt.schedule.InverseSquareRoot;
import ai.nmt.schedule.LinearDecay;
import ai.nmt.schedule.PolynomialDecay;
import ai.nmt.schedule.ReduceOnPlateau;
import ai.nmt.schedule.ScheduleSettings;
import ai.nmt.schedule.TriStage;
import ai.nmt.schedule.Triangular;
import ai.nmt.train.StoppingConfig;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The learning rate, its schedule and the flags of each. */
@InGroup(HelpGroup.SCHEDULE)
public final class ScheduleOptions {
  private static final InverseSquareRoot INVERSE_SQRT = InverseSquareRoot.defaults(5e-4);
  private static final PolynomialDecay.Settings POLYNOMIAL =
      PolynomialDecay.Settings.defaults(List.of(1.0));
  private static final TriStage TRI_STAGE = TriStage.defaults(1);
  private static final ReduceOnPlateau.Settings PLATEAU = ReduceOnPlateau.Settings.defaults(1);
  private static final double TRIANGULAR_PERIOD = 5000;

  /** fairseq's way of saying that a warm-up begins where the schedule says. */
  private static final double NOT_GIVEN = -1;

  /** The schedules. */
  enum Name {
    /** A rate per epoch. */
    FIXED,
    /** Warm-up, then the inverse square root of the update. */
    INVERSE_SQRT,
    /** Warm-up, then a line to {@code --min-lr} at {@code --max-update}. */
    LINEAR,
    /** Warm-up, then a power of what is left. */
    POLYNOMIAL_DECAY,
    /** Warm-up, then cosines with restarts. */
    COSINE,
    /** Up and down in lines. */
    TRIANGULAR,
    /** Warm-up, plateau, exponential decay. */
    TRI_STAGE,
    /** Shrinks where validation does not improve. */
    REDUCE_LR_ON_PLATEAU;

    /** Returns the name as it is typed, in small letters. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = {"--lr", "--learning-rate"},
      split = ",",
      paramLabel = "LR",
      description =
          "Learning rate: the highest one; for cosine and triangular the lowest. Several, separated"
              + " by commas, are those of the epochs (fixed, polynomial_decay).")
  private List<Double> rates = List.of(INVERSE_SQRT.peak());

  @Option(
      names = "--lr-scheduler",
      paramLabel = "NAME",
      description = "Its schedule: ${COMPLETION-CANDIDATES}.")
  private Name name = Name.INVERSE_SQRT;

  @OnlyWith(
      flag = "--lr-scheduler",
      value = {
        "fixed",
        "inverse_sqrt",
        "linear",
        "polynomial_decay",
        "cosine",
        "reduce_lr_on_plateau"
      })
  @Option(
      names = "--warmup-updates",
      paramLabel = "N",
      description =
          "Updates of linear warm-up; if not given, 4000 for inverse_sqrt, 0 for the others.")
  private Long warmupUpdates;

  @OnlyWith(
      flag = "--lr-scheduler",
      value = {"inverse_sqrt", "linear", "cosine", "reduce_lr_on_plateau"})
  @Option(
      names = "--warmup-init-lr",
      paramLabel = "LR",
      description = "Rate of the first update; -1: 0, but --lr for cosine.")
  private double warmupInitial = NOT_GIVEN;

  @OnlyWith(flag = "--lr-scheduler", value = "fixed")
  @Option(
      names = {"--force-anneal", "--fa"},
      paramLabel = "EPOCH",
      description = "Epoch from which the rate of fixed shrinks; if not given, never.")
  private Integer forceAnneal;

  @OnlyWith(
      flag = "--lr-scheduler",
      value = {"fixed", "cosine", "triangular", "reduce_lr_on_plateau"})
  @Option(
      names = {"--lr-shrink", "--ls"},
      paramLabel = "F",
      description =
          "Factor of the rate: per epoch (fixed, from --force-anneal on), per period (cosine,"
              + " triangular), per validation without improvement (reduce_lr_on_plateau).")
  private double shrink = PLATEAU.shrink();

  @OnlyWith(
      flag = "--lr-scheduler",
      value = {"cosine", "triangular"})
  @Option(
      names = "--max-lr",
      paramLabel = "LR",
      description = "Highest rate of cosine and triangular.")
  private Double highest;

  @OnlyWith(
      flag = "--lr-scheduler",
      value = {"cosine", "triangular"})
  @Option(
      names = "--lr-period-updates",
      paramLabel = "N",
      description =
          "Updates of the first period; if not given, 5000 for triangular, for cosine all from the"
              + " warm-up to --max-update.")
  private Double period;

  @OnlyWith(flag = "--lr-scheduler", value = "cosine")
  @Option(
      names = "--t-mult",
      paramLabel = "F",
      description = "Factor of the length of cosine's periods.")
  private double growth = 1;

  @OnlyWith(flag = "--lr-scheduler", value = "triangular")
  @Option(names = "--shrink-min", description = "Shrink triangular's lowest rate as well.")
  private boolean shrinkLowest;

  @OnlyWith(flag = "--lr-scheduler", value = "polynomial_decay")
  @Option(
      names = "--end-learning-rate",
      paramLabel = "LR",
      description = "Last rate of polynomial_decay.")
  private double end = POLYNOMIAL.end();

  @OnlyWith(flag = "--lr-scheduler", value = "polynomial_decay")
  @Option(names = "--power", paramLabel = "P", description = "Exponent of polynomial_decay.")
  private double power = POLYNOMIAL.power();

  @OnlyWith(flag = "--lr-scheduler", value = "polynomial_decay")
  @Option(
      names = "--total-num-update",
      paramLabel = "N",
      description = "Update at which polynomial_decay has come to its last rate.")
  private long totalUpdates = POLYNOMIAL.totalUpdates();

  @OnlyWith(flag = "--lr-scheduler", value = "tri_stage")
  @Option(names = "--warmup-steps", paramLabel = "N", description = "Warm-up of tri_stage.")
  private long warmupSteps = TRI_STAGE.warmupSteps();

  @OnlyWith(flag = "--lr-scheduler", value = "tri_stage")
  @Option(names = "--hold-steps", paramLabel = "N", description = "Plateau of tri_stage.")
  private long holdSteps = TRI_STAGE.holdSteps();

  @OnlyWith(flag = "--lr-scheduler", value = "tri_stage")
  @Option(names = "--decay-steps", paramLabel = "N", description = "Decay of tri_stage.")
  private long decaySteps = TRI_STAGE.decaySteps();

  @OnlyWith(flag = "--lr-scheduler", value = "tri_stage")
  @Option(
      names = "--init-lr-scale",
      paramLabel = "F",
      description = "First rate of tri_stage, relative to --lr.")
  private double initialScale = TRI_STAGE.initialScale();

  @OnlyWith(flag = "--lr-scheduler", value = "tri_stage")
  @Option(
      names = "--final-lr-scale",
      paramLabel = "F",
      description = "Last rate of tri_stage, relative to --lr.")
  private double finalScale = TRI_STAGE.finalScale();

  @OnlyWith(flag = "--lr-scheduler", value = "reduce_lr_on_plateau")
  @Option(
      names = "--lr-threshold",
      paramLabel = "F",
      description = "Share by which validation has to improve for reduce_lr_on_plateau.")
  private double threshold = PLATEAU.threshold();

  @OnlyWith(flag = "--lr-scheduler", value = "reduce_lr_on_plateau")
  @Option(
      names = "--lr-patience",
      paramLabel = "N",
      description = "Validations without improvement that reduce_lr_on_plateau bears.")
  private int patience = PLATEAU.patience();

  /** Returns what was asked for; some schedules end where training does. */
  public ScheduleSettings config(StoppingConfig stopping) {
    long warmup = warmupUpdates == null ? 0 : warmupUpdates;
    double initial = warmupInitial == NOT_GIVEN ? 0 : warmupInitial;
    return switch (name) {
      case FIXED ->
          new FixedSchedule.Settings(
              rates,
              forceAnneal == null ? FixedSchedule.Settings.NEVER : forceAnneal,
              shrink,
              warmup);
      case INVERSE_SQRT ->
          new InverseSquareRoot(
              rate(),
              initial,
              warmupUpdates == null ? INVERSE_SQRT.warmupUpdates() : warmupUpdates);
      case LINEAR ->
          new LinearDecay(
              rate(),
              initial,
              warmup,
              Math.max(0, stopping.minLearningRate()),
              stopping.maxUpdate());
      case POLYNOMIAL_DECAY ->
          new PolynomialDecay.Settings(rates, warmup, end, power, totalUpdates);
      case COSINE -> cosine(warmup, stopping.maxUpdate());
      case TRIANGULAR ->
          new Triangular(
              rate(), highest(), period == null ? TRIANGULAR_PERIOD : period, shrink, shrinkLowest);
      case TRI_STAGE ->
          new TriStage(rate(), warmupSteps, holdSteps, decaySteps, initialScale, finalScale);
      case REDUCE_LR_ON_PLATEAU ->
          new ReduceOnPlateau.Settings(rate(), shrink, threshold, patience, warmup, initial);
    };
  }

  private Cosine cosine(long warmup, long maxUpdate) {
    double first = warmupInitial == NOT_GIVEN ? rate() : warmupInitial;
    double length = period == null || period <= 0 ? maxUpdate - warmup : period;
    return new Cosine(rate(), highest(), first, warmup, length, growth, shrink);
  }

  private double rate() {
    if (rates.size() != 1) {
      throw new IllegalArgumentException(
          "--lr-scheduler %s takes one rate, but --lr is %s".formatted(name, rates));
    }
    return rates.get(0);
  }

  private double highest() {
    if (highest == null) {
      throw new IllegalArgumentException(
          "--lr-scheduler %s goes between --lr, its lowest rate, and --max-lr, its highest one: give --max-lr"
              .formatted(name));
    }
    return highest;
  }
}

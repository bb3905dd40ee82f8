package ai.nmt.interop;

import ai.nmt.io.InputException;
import ai.nmt.schedule.Cosine;
import ai.nmt.schedule.FixedSchedule;
import ai.nmt.schedule.InverseSquareRoot;
import ai.nmt.schedule.LinearDecay;
import ai.nmt.schedule.PolynomialDecay;
import ai.nmt.schedule.ReduceOnPlateau;
import ai.nmt.schedule.ScheduleSettings;
import ai.nmt.schedule.TriStage;
import ai.nmt.schedule.Triangular;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A learning-rate schedule's settings under the names of fairseq's flags. */
final class ScheduleArguments {
  private static final String RATE = "lr";
  private static final String WARMUP = "warmup_updates";
  private static final String WARMUP_RATE = "warmup_init_lr";
  private static final String SHRINK = "lr_shrink";
  private static final String HIGHEST = "max_lr";
  private static final String PERIOD = "lr_period_updates";

  private final FairseqArguments arguments;

  private ScheduleArguments(FairseqArguments arguments) {
    this.arguments = arguments;
  }

  /**
   * Reads the settings.
   *
   * @throws InputException where the schedule is one that the toolkit does not have
   * @throws IllegalArgumentException where a value is out of its range
   */
  static ScheduleSettings config(FairseqArguments arguments) {
    return new ScheduleArguments(arguments).config();
  }

  private ScheduleSettings config() {
    String name = arguments.text("lr_scheduler");
    long warmup = updates(WARMUP, 0);
    // fairseq says -1 where a warm-up begins where the schedule lets it begin.
    double initial = Math.max(0, arguments.number(WARMUP_RATE, 0));
    return switch (String.valueOf(name)) {
      case "fixed" ->
          new FixedSchedule.Settings(
              arguments.numbers(RATE),
              arguments.integer("force_anneal", FixedSchedule.Settings.NEVER),
              arguments.number(SHRINK, 0.1),
              warmup);
      case "inverse_sqrt" -> new InverseSquareRoot(rate(), initial, updates(WARMUP, 4000));
      case "linear" ->
          new LinearDecay(
              rate(),
              initial,
              warmup,
              Math.max(0, arguments.number("min_lr", 0)),
              updates("max_update", 0));
      case "polynomial_decay" -> polynomial(warmup);
      case "cosine" -> cosine(warmup);
      case "triangular" ->
          new Triangular(
              rate(),
              highest(),
              arguments.number(PERIOD, 5000),
              arguments.number(SHRINK, 0.1),
              arguments.flag("shrink_min"));
      case "tri_stage" -> triStage();
      case "reduce_lr_on_plateau" -> plateau(warmup, initial);
      default -> throw new InputException("there is no --lr-scheduler " + name);
    };
  }

  private PolynomialDecay.Settings polynomial(long warmup) {
    PolynomialDecay.Settings defaults = PolynomialDecay.Settings.defaults(List.of(1.0));
    return new PolynomialDecay.Settings(
        arguments.numbers(RATE),
        warmup,
        arguments.number("end_learning_rate", defaults.end()),
        arguments.number("power", defaults.power()),
        updates("total_num_update", defaults.totalUpdates()));
  }

  private Cosine cosine(long warmup) {
    double given = arguments.number(PERIOD, 0);
    double first = arguments.number(WARMUP_RATE, -1);
    return new Cosine(
        rate(),
        highest(),
        first < 0 ? rate() : first,
        warmup,
        given > 0 ? given : updates("max_update", 0) - warmup,
        arguments.number("t_mult", 1),
        arguments.number(SHRINK, 0.1));
  }

  private TriStage triStage() {
    if (!arguments.numbers("phase_ratio").isEmpty()) {
      throw new InputException("there is no --phase-ratio");
    }
    TriStage defaults = TriStage.defaults(rate());
    return new TriStage(
        rate(),
        updates("warmup_steps", defaults.warmupSteps()),
        updates("hold_steps", defaults.holdSteps()),
        updates("decay_steps", defaults.decaySteps()),
        arguments.number("init_lr_scale", defaults.initialScale()),
        arguments.number("final_lr_scale", defaults.finalScale()));
  }

  private ReduceOnPlateau.Settings plateau(long warmup, double initial) {
    ReduceOnPlateau.Settings defaults = ReduceOnPlateau.Settings.defaults(rate());
    return new ReduceOnPlateau.Settings(
        rate(),
        arguments.number(SHRINK, defaults.shrink()),
        arguments.number("lr_threshold", defaults.threshold()),
        arguments.integer("lr_patience", defaults.patience()),
        warmup,
        initial);
  }

  private double rate() {
    List<Double> rates = arguments.numbers(RATE);
    if (rates.size() != 1) {
      throw new InputException("--lr is %s, but the schedule takes one rate".formatted(rates));
    }
    return rates.get(0);
  }

  /** Later versions of fairseq call the highest rate of cosine {@code lr}. */
  private double highest() {
    if (arguments.text(HIGHEST) == null) {
      throw new InputException("--max-lr is not set");
    }
    return arguments.number(HIGHEST, 0);
  }

  private long updates(String name, long otherwise) {
    return (long) arguments.number(name, (double) otherwise);
  }

  /** The flags that describe a schedule: what {@link #config} reads. */
  static Map<String, Object> of(ScheduleSettings settings) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("lr_scheduler", settings.name());
    if (settings instanceof FixedSchedule.Settings fixed) {
      values.put(RATE, fixed.rates());
      boolean anneals = fixed.forceAnneal() != FixedSchedule.Settings.NEVER;
      values.put("force_anneal", anneals ? (long) fixed.forceAnneal() : null);
      values.put(SHRINK, fixed.shrink());
      values.put(WARMUP, fixed.warmupUpdates());
    } else if (settings instanceof InverseSquareRoot root) {
      values.put(RATE, List.of(root.peak()));
      putWarmup(values, root.warmupUpdates(), root.warmupInitial());
    } else if (settings instanceof LinearDecay linear) {
      values.put(RATE, List.of(linear.peak()));
      putWarmup(values, linear.warmupUpdates(), linear.warmupInitial());
      values.put("min_lr", linear.lowest());
      values.put("max_update", linear.totalUpdates());
    } else if (settings instanceof PolynomialDecay.Settings polynomial) {
      values.put(RATE, polynomial.rates());
      values.put(WARMUP, polynomial.warmupUpdates());
      values.put("end_learning_rate", polynomial.end());
      values.put("power", polynomial.power());
      values.put("total_num_update", polynomial.totalUpdates());
    } else if (settings instanceof ReduceOnPlateau.Settings plateau) {
      values.put(RATE, List.of(plateau.rate()));
      putWarmup(values, plateau.warmupUpdates(), plateau.warmupInitial());
      values.put(SHRINK, plateau.shrink());
      values.put("lr_threshold", plateau.threshold());
      values.put("lr_patience", (long) plateau.patience());
    } else {
      putPeriodic(values, settings);
    }
    return values;
  }

  private static void putPeriodic(Map<String, Object> values, ScheduleSettings settings) {
    if (settings instanceof Cosine cosine) {
      values.put(RATE, List.of(cosine.lowest()));
      values.put(HIGHEST, cosine.highest());
      putWarmup(values, cosine.warmupUpdates(), cosine.warmupInitial());
      values.put(PERIOD, cosine.period());
      values.put("t_mult", cosine.growth());
      values.put(SHRINK, cosine.shrink());
    } else if (settings instanceof Triangular triangular) {
      values.put(RATE, List.of(triangular.lowest()));
      values.put(HIGHEST, triangular.highest());
      values.put(PERIOD, triangular.period());
      values.put(SHRINK, triangular.shrink());
      values.put("shrink_min", triangular.shrinkLowest());
    } else if (settings instanceof TriStage stages) {
      values.put(RATE, List.of(stages.peak()));
      values.put("warmup_steps", stages.warmupSteps());
      values.put("hold_steps", stages.holdSteps());
      values.put("decay_steps", stages.decaySteps());
      values.put("init_lr_scale", stages.initialScale());
      values.put("final_lr_scale", stages.finalScale());
    }
  }

  private static void putWarmup(Map<String, Object> values, long updates, double initial) {
    values.put(WARMUP, updates);
    values.put(WARMUP_RATE, initial);
  }
}

package ai.nmt.schedule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings of a schedule, and the way to make it. */
public sealed interface ScheduleSettings
    permits InverseSquareRoot,
        FixedSchedule.Settings,
        LinearDecay,
        PolynomialDecay.Settings,
        Cosine,
        Triangular,
        TriStage,
        ReduceOnPlateau.Settings {

  /**
   * Makes the schedule.
   *
   * @return the schedule of a training that has done nothing yet
   */
  LearningRateSchedule create();

  /**
   * How long the learning rate rises at the beginning.
   *
   * @return number of updates; 0 without a warm-up
   */
  default long warmupUpdates() {
    return 0;
  }

  /**
   * The flag that says how long it rises.
   *
   * @return its name
   */
  default String warmupFlag() {
    return "--warmup-updates";
  }

  /**
   * The schedule's name.
   *
   * @return the name as {@code --lr-scheduler} takes it
   */
  default String name() {
    return types().entrySet().stream()
        .filter(entry -> entry.getValue() == getClass())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(getClass() + " is not among the schedules"));
  }

  /**
   * All schedules.
   *
   * @return name to the type of its settings, immutable
   */
  static Map<String, Class<? extends ScheduleSettings>> types() {
    Map<String, Class<? extends ScheduleSettings>> types = new LinkedHashMap<>();
    types.put("fixed", FixedSchedule.Settings.class);
    types.put("inverse_sqrt", InverseSquareRoot.class);
    types.put("linear", LinearDecay.class);
    types.put("polynomial_decay", PolynomialDecay.Settings.class);
    types.put("cosine", Cosine.class);
    types.put("triangular", Triangular.class);
    types.put("tri_stage", TriStage.class);
    types.put("reduce_lr_on_plateau", ReduceOnPlateau.Settings.class);
    return Collections.unmodifiableMap(types);
  }
}

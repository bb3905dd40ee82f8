package ai.nmt.optim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The optimisers by their names, which command line and checkpoints share. */
public final class OptimizerRegistry {
  private static final Map<String, Class<? extends OptimizerConfig>> SETTINGS =
      new LinkedHashMap<>();

  static {
    SETTINGS.put("adam", AdamConfig.class);
    SETTINGS.put("radam", RAdam.Settings.class);
    SETTINGS.put("sgd", Sgd.Settings.class);
    SETTINGS.put("nag", Nag.Settings.class);
    SETTINGS.put("adagrad", Adagrad.Settings.class);
    SETTINGS.put("adadelta", Adadelta.Settings.class);
    SETTINGS.put("adamax", Adamax.Settings.class);
    SETTINGS.put("adafactor", Adafactor.Settings.class);
    SETTINGS.put("novograd", NovoGrad.Settings.class);
  }

  private OptimizerRegistry() {}

  /**
   * All optimisers.
   *
   * @return name to the type of its settings, immutable
   */
  public static Map<String, Class<? extends OptimizerConfig>> settings() {
    return Collections.unmodifiableMap(SETTINGS);
  }

  static String nameOf(Class<? extends OptimizerConfig> type) {
    return SETTINGS.entrySet().stream()
        .filter(entry -> entry.getValue() == type)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(type + " is not among the optimisers"));
  }
}

package ai.nmt.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.io.InputException;
import ai.nmt.tensor.FlatParameters;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.ScriptModule;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The exponential moving average of a model's parameters (Polyak and Juditsky, 1992, with constant
 * decay): e ← d·e + (1-d)·p after an update; until the first update that counts, e = p.
 *
 * <p>It is a flat float32 buffer like the parameters', changed in one operation; training does not
 * use it.
 */
public final class MovingAverage implements AutoCloseable {
  private static final String SOURCE =
      """
      def follow(self: __torch__.Ops, average: Tensor, values: Tensor, decay: float) -> Tensor:
        average = torch.mul_(average, decay)
        return torch.add_(average, values, alpha=torch.sub(1., decay))
      def copy(self: __torch__.Ops, average: Tensor, values: Tensor) -> Tensor:
        return torch.copy_(average, values)
      """;

  /**
   * Settings.
   *
   * @param decay d ({@code --ema-decay}), in [0, 1)
   * @param startUpdate number of updates before which the average only copies ({@code
   *     --ema-start-update}), at least 0
   * @param updateFrequency every how many updates it follows ({@code --ema-update-freq}), at least
   *     1
   */
  public record Settings(double decay, long startUpdate, long updateFrequency) {
    /**
     * Validates the ranges.
     *
     * @throws IllegalArgumentException naming the flag whose value is out of its range
     */
    public Settings {
      Ranges.requireDecay("--ema-decay", decay);
      if (startUpdate < 0) {
        throw new IllegalArgumentException(
            "--ema-start-update must be at least 0, but is " + startUpdate);
      }
      if (updateFrequency < 1) {
        throw new IllegalArgumentException(
            "--ema-update-freq must be at least 1, but is " + updateFrequency);
      }
    }

    /**
     * fairseq's defaults.
     *
     * @return decay 0.9999 after every update from the first on
     */
    public static Settings defaults() {
      return new Settings(0.9999, 0, 1);
    }
  }

  private final FlatParameters parameters;
  private final Settings settings;
  private final NDManager manager;
  private final ScriptModule operations;
  private final NDArray average;

  /**
   * Begins with the present parameters.
   *
   * @param base manager below which the average lives
   * @param parameters what to follow
   * @param settings settings
   */
  public MovingAverage(NDManager base, FlatParameters parameters, Settings settings) {
    this.parameters = parameters;
    this.settings = settings;
    this.manager = base.newSubManager();
    this.operations = ScriptModule.compile(manager, SOURCE);
    this.average = manager.zeros(new Shape(parameters.length()));
    begin();
  }

  /** Begins again with the present parameters. */
  public void begin() {
    parameters.edit(() -> operations.call(manager, "copy", average, parameters.values())).close();
  }

  /**
   * Follows the parameters.
   *
   * @param updates number of updates done
   */
  public void follow(long updates) {
    if (updates < settings.startUpdate()) {
      begin();
    } else if (updates % settings.updateFrequency() == 0) {
      operations.call(manager, "follow", average, parameters.values(), settings.decay()).close();
    }
  }

  /**
   * The average, by parameter.
   *
   * @param owner manager of the views
   * @return parameter's name to a view of its average
   */
  public SortedMap<String, NDArray> state(NDManager owner) {
    SortedMap<String, NDArray> state = new TreeMap<>();
    for (NamedParameter parameter : parameters.parameters()) {
      if (parameter.trainable()) {
        state.put(parameter.name(), parameters.slice(owner, average, parameter.name()));
      }
    }
    return state;
  }

  /**
   * Takes an average back.
   *
   * @param state the content of {@link #state}
   * @throws InputException if a name is missing or unknown, or a shape differs
   */
  public void restore(SortedMap<String, NDArray> state) {
    try (NDManager scratch = manager.newSubManager()) {
      Set<String> expected = state(scratch).keySet();
      if (!state.keySet().equals(expected)) {
        throw new InputException(
            "the saved moving average is of %s, the model's parameters are %s: it belongs to another model"
                .formatted(state.keySet(), expected));
      }
    }
    state.forEach((name, values) -> parameters.set(average, name, values));
  }

  @Override
  public void close() {
    operations.close();
    manager.close();
  }
}

package ai.nmt.interop;

import ai.djl.ndarray.types.Shape;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.interop.FairseqParameters.Piece;
import ai.nmt.io.InputException;
import ai.nmt.torchfile.TorchFile;
import ai.nmt.torchfile.TorchTensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The state of fairseq's Adam and RAdam: a mean and a mean square per parameter, numbered in the
 * order of the model; or, of fairseq's half precision training, one of each for all parameters in a
 * row ({@link FlatState}).
 */
final class FairseqOptimizer {
  /** Optimisers whose state the toolkit's of the same name has as well. */
  static final Set<String> CONTINUABLE = Set.of("adam", "radam");

  private static final String STEP = "step";
  private static final List<String> KINDS = List.of("exp_avg", "exp_avg_sq");

  private final TorchFile file;
  private final Map<?, ?> state;
  private final Map<?, ?> group;
  private final List<Object> keys;
  private final Map<String, TorchTensor> model;
  private final List<String> numbered;

  private FairseqOptimizer(TorchFile file, Map<?, ?> saved, Map<String, TorchTensor> model) {
    this.file = file;
    this.state = saved.get("state") instanceof Map<?, ?> map ? map : Map.of();
    this.group = group(saved);
    this.keys = List.copyOf((List<?>) group.get("params"));
    this.model = model;
    this.numbered = FairseqParameters.numbered(model, keys.size());
  }

  /** The optimiser's settings; {@code params} are the keys of the parameters, in its order. */
  private static Map<?, ?> group(Map<?, ?> saved) {
    List<?> groups = saved.get("param_groups") instanceof List<?> list ? list : List.of();
    if (groups.size() == 1
        && groups.get(0) instanceof Map<?, ?> group
        && group.get("params") instanceof List<?> keys
        && keys.stream().allMatch(Long.class::isInstance)) {
      return group;
    }
    throw new InputException(
        "its optimiser has %d groups of parameters, expected one".formatted(groups.size()));
  }

  /**
   * Adds the optimiser's state under the toolkit's names.
   *
   * @param file the checkpoint
   * @param name the optimiser's name; null where it is not known
   * @param saved the checkpoint's {@code last_optimizer_state}
   * @param model its {@code model}, as it is in the file, without repetitions
   * @param wanted names and shapes of the toolkit's parameters
   * @param into takes the tensors; has some of them where an exception is thrown
   * @throws InputException where it is of another optimiser or does not fit the model
   */
  static void add(
      TorchFile file,
      String name,
      Object saved,
      Map<String, TorchTensor> model,
      Map<String, Shape> wanted,
      FairseqTensors into) {
    if (name == null || !CONTINUABLE.contains(name)) {
      throw new InputException(
          "the state of its optimiser, %s, cannot be taken over (that of adam and radam can)"
              .formatted(name));
    }
    if (!(saved instanceof Map<?, ?> map)) {
      throw new InputException("its optimiser's state is no dictionary");
    }
    new FairseqOptimizer(file, map, model).add(wanted, into);
  }

  private void add(Map<String, Shape> wanted, FairseqTensors into) {
    requireKnownKeys();
    for (String kind : KINDS) {
      addAll(kind, wanted, found(kind), into);
    }
    into.addConstant(Checkpoint.OPTIMIZER_PREFIX + STEP, steps(), new Shape(1));
  }

  /** Means in half precision have factors of their own, without which they say nothing. */
  private void requireKnownKeys() {
    for (Object key : keys) {
      if (state.get(key) instanceof Map<?, ?> values
          && values.keySet().stream().anyMatch(name -> name.toString().endsWith("_scale"))) {
        throw new InputException(
            "its optimiser's state is scaled (--fp16-adam-stats), which the toolkit does not have");
      }
    }
  }

  /** The state's tensors by the model's upgraded names; none for parameters without a gradient. */
  private Map<String, TorchTensor> found(String kind) {
    Map<String, TorchTensor> found = new HashMap<>();
    if (keys.size() == numbered.size()) {
      for (int i = 0; i < numbered.size(); i++) {
        put(found, numbered.get(i), tensor(keys.get(i), kind));
      }
    } else if (!state.isEmpty()) {
      List<TorchTensor> rows = rows(kind);
      Map<String, TorchTensor> shapes = new java.util.LinkedHashMap<>(model);
      shapes.keySet().retainAll(numbered);
      FlatState.parts(file, rows, shapes).forEach((name, part) -> put(found, name, part));
    }
    return found;
  }

  private static void put(Map<String, TorchTensor> found, String name, TorchTensor tensor) {
    if (tensor != null && !FairseqParameters.isCopy(name)) {
      found.put(FairseqParameters.upgraded(name), tensor);
    }
  }

  /** A tensor of a parameter's state; null for a parameter that never had a gradient. */
  private TorchTensor tensor(Object key, String kind) {
    Object values = state.get(key);
    if (values == null) {
      return null;
    }
    if (values instanceof Map<?, ?> map && map.get(kind) instanceof TorchTensor tensor) {
      return tensor;
    }
    throw new InputException(
        "its optimiser's state has no %s of parameter %s".formatted(kind, key));
  }

  private List<TorchTensor> rows(String kind) {
    List<TorchTensor> rows = new ArrayList<>();
    for (Object key : keys) {
      TorchTensor row = tensor(key, kind);
      if (row == null || row.shape().size() != 1 || !row.isContiguous()) {
        throw new InputException(
            "its optimiser has the state of %,d parameters, its model %,d"
                .formatted(keys.size(), numbered.size()));
      }
      rows.add(row);
    }
    return rows;
  }

  private static void addAll(
      String kind, Map<String, Shape> wanted, Map<String, TorchTensor> found, FairseqTensors into) {
    wanted.forEach(
        (name, shape) -> {
          List<Piece> pieces = FairseqParameters.pieces(name, found::get);
          String target = Checkpoint.OPTIMIZER_PREFIX + kind + "." + name;
          if (pieces.isEmpty()) {
            // A parameter that never had a gradient.
            into.addConstant(target, 0, shape);
          } else {
            into.add(target, pieces, shape);
          }
        });
  }

  /**
   * The number of steps made, which is the same for all parameters; apex's Adam, which fairseq
   * takes where it is installed, notes it once for all.
   */
  private float steps() {
    TreeSet<Long> steps = new TreeSet<>();
    List<Object> places = new ArrayList<>(state.values());
    places.add(group);
    for (Object values : places) {
      Object step = values instanceof Map<?, ?> map ? map.get(STEP) : null;
      if (step instanceof TorchTensor tensor && tensor.elements() == 1) {
        steps.add((long) file.floats(tensor)[0]);
      } else if (step instanceof Number number) {
        steps.add(number.longValue());
      }
    }
    if (steps.size() > 1) {
      throw new InputException(
          "its optimiser has made %d to %d steps, depending on the parameter"
              .formatted(steps.first(), steps.last()));
    }
    if (steps.isEmpty() && !state.isEmpty()) {
      throw new InputException("its optimiser's state does not say how many steps it has made");
    }
    return steps.isEmpty() ? 0 : steps.first();
  }
}

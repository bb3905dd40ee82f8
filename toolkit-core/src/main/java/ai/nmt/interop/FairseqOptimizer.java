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
 * row.
 */
final class FairseqOptimizer {
  /** Optimisers whose state the toolkit's of the same name has as well. */
  static final Set<String> CONTINUABLE = Set.of("adam", "radam");

  private static final String STEP = "step";
  private static final List<String> KINDS = List.of("exp_avg", "exp_avg_sq");

  private final TorchFile file;
  private final Map<?, ?> state;
  private final List<Object> keys;
  private final Map<String, TorchTensor> model;
  private final List<String> numbered;

  private FairseqOptimizer(TorchFile file, Map<?, ?> saved, Map<String, TorchTensor> model) {
    this.file = file;
    this.state = saved.get("state") instanceof Map<?, ?> map ? map : Map.of();
    this.keys = keys(saved);
    this.model = model;
    this.numbered = FairseqParameters.numbered(model, keys.size());
  }

  /** The keys of the parameters, in the optimiser's order. */
  private static List<Object> keys(Map<?, ?> saved) {
    List<Object> keys = new ArrayList<>();
    for (Object group : saved.get("param_groups") instanceof List<?> groups ? groups : List.of()) {
      if (group instanceof Map<?, ?> map && map.get("params") instanceof List<?> params) {
        keys.addAll(params);
      }
    }
    return keys;
  }

  /**
   * Adds the optimiser's state under the toolkit's names.
   *
   * @param file the checkpoint
   * @param saved its {@code last_optimizer_state}
   * @param model its {@code model}, as it is in the file
   * @param wanted names and shapes of the toolkit's parameters
   * @param into takes the tensors
   * @throws InputException where it does not fit the model
   */
  static void add(
      TorchFile file,
      Map<?, ?> saved,
      Map<String, TorchTensor> model,
      Map<String, Shape> wanted,
      FairseqTensors into) {
    new FairseqOptimizer(file, saved, model).add(wanted, into);
  }

  private void add(Map<String, Shape> wanted, FairseqTensors into) {
    for (String kind : KINDS) {
      if (isFlat()) {
        addFlat(kind, wanted, into);
      } else {
        addNumbered(kind, wanted, into);
      }
    }
    into.addConstant(Checkpoint.OPTIMIZER_PREFIX + STEP, steps(), new Shape(1));
  }

  private boolean isFlat() {
    return keys.size() == 1 && numbered.size() > 1;
  }

  private void addNumbered(String kind, Map<String, Shape> wanted, FairseqTensors into) {
    if (keys.size() != numbered.size()) {
      throw new InputException(
          "its optimiser has the state of %d parameters, its model %d; give --reset-optimizer to start with a fresh state"
              .formatted(keys.size(), numbered.size()));
    }
    Map<String, TorchTensor> found = new HashMap<>();
    for (int i = 0; i < numbered.size(); i++) {
      String name = numbered.get(i);
      if (!FairseqParameters.isCopy(name) && tensor(keys.get(i), kind) != null) {
        found.put(FairseqParameters.upgraded(name), tensor(keys.get(i), kind));
      }
    }
    addAll(kind, wanted, found, into);
  }

  private TorchTensor tensor(Object key, String kind) {
    return state.get(key) instanceof Map<?, ?> values && values.get(kind) instanceof TorchTensor t
        ? t
        : null;
  }

  private void addFlat(String kind, Map<String, Shape> wanted, FairseqTensors into) {
    TorchTensor flat = tensor(keys.get(0), kind);
    long total = numbered.stream().mapToLong(name -> model.get(name).elements()).sum();
    if (flat == null || flat.elements() != total || !flat.isContiguous()) {
      throw new InputException(
          "its optimiser's state does not fit its model of %,d numbers; give --reset-optimizer to start with a fresh state"
              .formatted(total));
    }
    Map<String, TorchTensor> parts = new HashMap<>();
    long start = flat.offset();
    for (String name : numbered) {
      TorchTensor shaped = model.get(name);
      parts.put(
          FairseqParameters.upgraded(name),
          new TorchTensor(flat.storage(), start, shaped.shape(), rowMajor(shaped.shape())));
      start += shaped.elements();
    }
    addAll(kind, wanted, parts, into);
  }

  private static List<Long> rowMajor(List<Long> shape) {
    Long[] strides = new Long[shape.size()];
    long stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.get(axis);
    }
    return List.of(strides);
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

  /** The number of steps made, which is the same for all parameters. */
  private float steps() {
    TreeSet<Long> steps = new TreeSet<>();
    for (Object values : state.values()) {
      Object step = values instanceof Map<?, ?> map ? map.get(STEP) : null;
      if (step instanceof TorchTensor tensor && tensor.elements() == 1) {
        steps.add((long) file.floats(tensor)[0]);
      } else if (step instanceof Number number) {
        steps.add(number.longValue());
      }
    }
    if (steps.size() > 1) {
      throw new InputException(
          "its optimiser has made %d to %d steps, depending on the parameter; give --reset-optimizer to start with a fresh state"
              .formatted(steps.first(), steps.last()));
    }
    return steps.isEmpty() ? 0 : steps.first();
  }
}

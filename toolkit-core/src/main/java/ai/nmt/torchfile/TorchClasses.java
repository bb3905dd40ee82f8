package ai.nmt.torchfile;

import ai.nmt.pickle.PickleClasses;
import ai.nmt.pickle.PythonClass;
import ai.nmt.pickle.PythonObject;
import ai.nmt.pickle.Tuple;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The classes and functions that checkpoints name, and what stands for their values here. */
final class TorchClasses {
  private static final Map<String, PickleClasses.Factory> KNOWN = new HashMap<>();

  /** Classes that appear as values only, such as a tensor's number format. */
  private static final Set<String> NAMES =
      Set.of(
          "torch.float16",
          "torch.float32",
          "torch.float64",
          "torch.bfloat16",
          "torch.int64",
          "torch.int32",
          "torch.bool",
          "torch.Tensor",
          "torch.nn.parameter.Parameter",
          "typing.Any",
          "typing.Dict",
          "typing.List",
          "typing.Optional",
          "typing.Tuple",
          "typing.Union",
          "builtins.dict",
          "builtins.list",
          "builtins.int",
          "builtins.long",
          "builtins.float",
          "builtins.bool",
          "builtins.str",
          "builtins.unicode",
          "numpy.ndarray");

  /**
   * Classes whose objects are their attributes, and functions whose results are their arguments: of
   * a list of numbers, for example, a configuration says {@code getitem(typing.List, float)}.
   */
  private static final Set<String> RECORDS =
      Set.of(
          "argparse.Namespace",
          "torch.device",
          "numpy.dtype",
          "_operator.getitem",
          "builtins.type");

  static {
    KNOWN.put("torch._utils._rebuild_tensor_v2", TorchClasses::tensor);
    KNOWN.put("torch._utils._rebuild_tensor", TorchClasses::tensor);
    for (String rebuild : List.of("_rebuild_parameter", "_rebuild_parameter_with_state")) {
      KNOWN.put("torch._utils." + rebuild, arguments -> argument(arguments, 0));
    }
    KNOWN.put("torch._tensor._rebuild_from_type_v2", TorchClasses::typedTensor);
    KNOWN.put("torch.Size", arguments -> argument(arguments, 0));
    KNOWN.put("collections.OrderedDict", TorchClasses::dictionary);
    KNOWN.put("collections.defaultdict", arguments -> new LinkedHashMap<>());
    KNOWN.put("builtins.set", TorchClasses::set);
    KNOWN.put("builtins.frozenset", TorchClasses::set);
    KNOWN.put("_codecs.encode", NumpyValues::bytes);
    for (String core : List.of("numpy.core", "numpy._core")) {
      KNOWN.put(core + ".multiarray.scalar", NumpyValues::scalar);
      KNOWN.put(
          core + ".multiarray._reconstruct",
          arguments -> new PythonObject(new PythonClass("numpy", "ndarray"), arguments));
    }
  }

  private TorchClasses() {}

  /**
   * The allow-list.
   *
   * @param records further classes whose objects are their attributes
   */
  static PickleClasses allowing(Predicate<PythonClass> records) {
    return name -> {
      String text = name.toString().replaceFirst("^__builtin__\\.", "builtins.");
      if (KNOWN.containsKey(text)) {
        return KNOWN.get(text);
      }
      if (NAMES.contains(text) || StorageType.of(name) != null) {
        return arguments -> {
          throw new IOException("it is damaged: it makes an object of " + name);
        };
      }
      return RECORDS.contains(text) || records.test(name)
          ? arguments -> new PythonObject(name, arguments)
          : null;
    };
  }

  /** Reads a storage's id: ('storage', class, key, place, number of elements). */
  static TorchStorage storage(Object id) throws IOException {
    if (id instanceof Tuple tuple
        && tuple.items().size() >= 5
        && "storage".equals(tuple.items().get(0))
        && tuple.items().get(2) instanceof String key
        && tuple.items().get(4) instanceof Long elements
        && elements >= 0
        && elements < Long.MAX_VALUE / Long.BYTES) {
      StorageType type = StorageType.of(tuple.items().get(1));
      if (type == null) {
        throw new IOException(
            "its tensors of type %s are of no use to a model".formatted(tuple.items().get(1)));
      }
      return new TorchStorage(key, type, elements);
    }
    throw new IOException("it is damaged: a tensor's storage is not described as torch does");
  }

  /** storage, offset, shape, strides; what follows concerns training in torch. */
  private static Object tensor(List<Object> arguments) throws IOException {
    if (argument(arguments, 0) instanceof TorchStorage storage
        && argument(arguments, 1) instanceof Long offset) {
      return new TorchTensor(
              storage, offset, numbers(argument(arguments, 2)), numbers(argument(arguments, 3)))
          .verify();
    }
    throw new IOException("it is damaged: a tensor without storage or offset");
  }

  /** function, class, its arguments, attributes: a tensor that Python attributes were put on. */
  private static Object typedTensor(List<Object> arguments) throws IOException {
    String function = String.valueOf(argument(arguments, 0));
    // Not this one again: nested as deep as a file likes, it would exceed Java's stack.
    PickleClasses.Factory rebuild =
        function.startsWith("torch._utils.") ? KNOWN.get(function) : null;
    if (rebuild != null && argument(arguments, 2) instanceof Tuple tensor) {
      return rebuild.create(tensor.items());
    }
    throw new IOException(
        "it holds a tensor that is made by %s, which is not known".formatted(function));
  }

  private static List<Long> numbers(Object tuple) throws IOException {
    List<Long> numbers = new ArrayList<>();
    for (Object item : tuple instanceof Tuple items ? items.items() : List.of("no tuple")) {
      if (!(item instanceof Long number)) {
        throw new IOException("it is damaged: a tensor's shape is no tuple of numbers");
      }
      numbers.add(number);
    }
    return numbers;
  }

  /** Without arguments, or with a list of pairs. */
  private static Object dictionary(List<Object> arguments) throws IOException {
    Map<Object, Object> entries = new LinkedHashMap<>();
    for (Object pair : arguments.isEmpty() ? List.of() : items(arguments.get(0))) {
      List<?> both = items(pair);
      if (both.size() != 2 || !(both.get(0) instanceof String)) {
        throw new IOException("it is damaged: an OrderedDict of something other than pairs");
      }
      entries.put(both.get(0), both.get(1));
    }
    return entries;
  }

  private static Object set(List<Object> arguments) throws IOException {
    Set<Object> items = new LinkedHashSet<>();
    for (Object item : arguments.isEmpty() ? List.of() : items(arguments.get(0))) {
      if (!(item instanceof String) && !(item instanceof Number)) {
        throw new IOException("it is damaged: a set of something other than texts and numbers");
      }
      items.add(item);
    }
    return items;
  }

  private static List<?> items(Object value) throws IOException {
    if (value instanceof Tuple tuple) {
      return tuple.items();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IOException("it is damaged: a list is expected");
  }

  static Object argument(List<Object> arguments, int index) throws IOException {
    if (index >= arguments.size()) {
      throw new IOException("it is damaged: a call without its arguments");
    }
    return arguments.get(index);
  }
}

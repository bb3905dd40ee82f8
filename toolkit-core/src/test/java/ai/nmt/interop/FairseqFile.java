package ai.nmt.interop;

import ai.nmt.pickle.PythonClass;
import ai.nmt.pickle.PythonObject;
import ai.nmt.pickle.Tuple;
import ai.nmt.torchfile.StorageType;
import ai.nmt.torchfile.TorchFile;
import ai.nmt.torchfile.TorchTensor;
import ai.nmt.torchfile.TorchWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A fairseq checkpoint that a test changes and writes anew: what other versions, scripts and
 * machines make of the same training.
 */
public final class FairseqFile {
  private final Map<Object, Object> root;

  /** A tensor's numbers, held in memory; two names of one object share their storage. */
  private static final class Numbers {
    private final StorageType type;
    private final List<Long> shape;
    private final byte[] bytes;

    Numbers(StorageType type, List<Long> shape, byte[] bytes) {
      this.type = type;
      this.shape = List.copyOf(shape);
      this.bytes = bytes;
    }

    StorageType type() {
      return type;
    }

    List<Long> shape() {
      return shape;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  private FairseqFile(Map<Object, Object> root) {
    this.root = root;
  }

  /** Reads a checkpoint. */
  public static FairseqFile read(Path path) {
    try (TorchFile file = TorchFile.open(path, FairseqClasses::isRecord)) {
      Map<TorchTensor, Numbers> known = new LinkedHashMap<>();
      return new FairseqFile(cast(loaded(file, file.root(), known)));
    }
  }

  private static Object loaded(TorchFile file, Object value, Map<TorchTensor, Numbers> known) {
    if (value instanceof TorchTensor tensor) {
      return known.computeIfAbsent(tensor, key -> numbers(file, key));
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, item) -> copy.put(key, loaded(file, item, known)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(loaded(file, item, known)));
      return copy;
    }
    return value;
  }

  private static Numbers numbers(TorchFile file, TorchTensor tensor) {
    byte[] bytes = new byte[(int) tensor.bytes()];
    file.read(tensor, 0, ByteBuffer.wrap(bytes));
    return new Numbers(tensor.storage().type(), tensor.shape(), bytes);
  }

  @SuppressWarnings("unchecked") // Every map of the tree is made by loaded().
  private static Map<Object, Object> cast(Object map) {
    return (Map<Object, Object>) map;
  }

  /** A dictionary of the checkpoint, changeable; keys are the way to it. */
  public Map<Object, Object> at(Object... keys) {
    Map<Object, Object> here = root;
    for (Object key : keys) {
      here = cast(here.get(key));
    }
    return here;
  }

  /** The settings: {@code args}, or those of the model in {@code cfg}. */
  public Map<Object, Object> settings() {
    Object settings = root.get("args") == null ? at("cfg").get("model") : root.get("args");
    return settings instanceof PythonObject namespace ? namespace.attributes() : cast(settings);
  }

  /** Names that are one tensor get numbers of their own, as copying from a GPU gives them. */
  public FairseqFile separate() {
    at("model").replaceAll((name, value) -> copy(value));
    return this;
  }

  private static Object copy(Object value) {
    return value instanceof Numbers numbers
        ? new Numbers(numbers.type(), numbers.shape(), numbers.bytes().clone())
        : value;
  }

  /** Adds a parameter with a copy of another one's numbers. */
  public FairseqFile addCopy(String name, String of) {
    at("model").put(name, copy(at("model").get(of)));
    return this;
  }

  /** Changes a number of a parameter in single precision. */
  public FairseqFile change(String parameter, int index, float value) {
    bytes(at("model").get(parameter)).putFloat(index * Float.BYTES, value);
    return this;
  }

  private static ByteBuffer bytes(Object numbers) {
    return ByteBuffer.wrap(((Numbers) numbers).bytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The model in half precision, cut off and not rounded: as {@code --fp16} and others save it. */
  public FairseqFile halved(StorageType type) {
    at("model").replaceAll((name, value) -> halved((Numbers) value, type));
    return this;
  }

  private static Numbers halved(Numbers numbers, StorageType type) {
    ByteBuffer single = bytes(numbers);
    ByteBuffer halves =
        ByteBuffer.allocate(numbers.bytes().length / 2).order(ByteOrder.LITTLE_ENDIAN);
    while (single.hasRemaining()) {
      int bits = single.getInt();
      halves.putShort((short) (type == StorageType.HALF ? half(bits) : bits >>> Short.SIZE));
    }
    return new Numbers(type, numbers.shape(), halves.array());
  }

  /** Sign, five bits of exponent and ten of mantissa; zero where the exponent is too small. */
  private static int half(int bits) {
    int exponent = ((bits >>> 23) & 0xff) - 112;
    int magnitude = exponent <= 0 ? 0 : (exponent << 10) | ((bits >>> 13) & 0x3ff);
    return ((bits >>> 16) & 0x8000) | magnitude;
  }

  /**
   * The optimiser's state as one row of all parameters, as the half precision training of fairseq
   * keeps it.
   *
   * @param rows how many rows they are dealt out to, in their order
   * @param padding numbers appended to the last one
   * @param filler what these are
   */
  public FairseqFile flat(int rows, int padding, float filler) {
    Map<Object, Object> optimizer = at("last_optimizer_state");
    Map<Object, Object> numbered = at("last_optimizer_state", "state");
    Map<Object, Object> group = cast(((List<?>) optimizer.get("param_groups")).get(0));
    List<Object> values = new ArrayList<>();
    List<Numbers> parameters = parameters();
    List<?> numbers = (List<?>) group.get("params");
    for (int i = 0; i < parameters.size(); i++) {
      Numbers zeros = new Numbers(StorageType.FLOAT, List.of(), zeros(parameters.get(i)));
      // A parameter that never had a gradient has no state of its own.
      values.add(
          numbered.getOrDefault(numbers.get(i), Map.of("exp_avg", zeros, "exp_avg_sq", zeros)));
    }
    Object step = cast(numbered.values().iterator().next()).get("step");
    Map<Object, Object> flat = new LinkedHashMap<>();
    List<Object> keys = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<Object> part =
          values.subList(values.size() * row / rows, values.size() * (row + 1) / rows);
      int filled = row == rows - 1 ? padding : 0;
      Map<Object, Object> entry = new LinkedHashMap<>();
      entry.put("step", step);
      entry.put("exp_avg", joined(part, "exp_avg", filled, filler));
      entry.put("exp_avg_sq", joined(part, "exp_avg_sq", filled, filler));
      flat.put((long) row, entry);
      keys.add((long) row);
    }
    optimizer.put("state", flat);
    group.put("params", keys);
    return this;
  }

  /** The number of steps among the optimiser's settings, where apex keeps it. */
  public FairseqFile withCommonStep() {
    List<?> groups = (List<?>) at("last_optimizer_state").get("param_groups");
    at("last_optimizer_state", "state")
        .values()
        .forEach(values -> cast(groups.get(0)).put("step", cast(values).remove("step")));
    return this;
  }

  /** What the optimiser numbers: each parameter once; to be asked before they are separated. */
  private List<Numbers> parameters() {
    Map<Numbers, Boolean> seen = new LinkedHashMap<>();
    List<Numbers> parameters = new ArrayList<>();
    at("model")
        .forEach(
            (name, value) -> {
              Numbers numbers = (Numbers) value;
              if (!FairseqParameters.isBuffer((String) name) && seen.put(numbers, true) == null) {
                parameters.add(numbers);
              }
            });
    return parameters;
  }

  private static byte[] zeros(Numbers parameter) {
    return new byte[parameter.bytes().length];
  }

  private static Numbers joined(List<Object> entries, String kind, int padding, float filler) {
    int size = entries.stream().mapToInt(entry -> bytes(cast(entry).get(kind)).limit()).sum();
    ByteBuffer all =
        ByteBuffer.allocate(size + padding * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    entries.forEach(entry -> all.put(bytes(cast(entry).get(kind))));
    while (all.hasRemaining()) {
      all.putFloat(filler);
    }
    return new Numbers(StorageType.FLOAT, List.of(all.capacity() / 4L), all.array());
  }

  /** Writes the checkpoint. */
  public Path write(Path path) {
    TorchWriter writer = new TorchWriter();
    Map<Numbers, Object> written = new LinkedHashMap<>();
    Object pickled =
        pickled(
            root, tensor -> written.computeIfAbsent((Numbers) tensor, key -> tensor(writer, key)));
    try (FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writer.write(channel, pickled);
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object tensor(TorchWriter writer, Numbers numbers) {
    return writer.tensor(
        numbers.type(),
        numbers.shape(),
        channel -> channel.write(ByteBuffer.wrap(numbers.bytes())));
  }

  private static Object pickled(Object value, UnaryOperator<Object> tensors) {
    if (value instanceof Numbers) {
      return tensors.apply(value);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, item) -> copy.put(key, pickled(item, tensors)));
      return copy;
    }
    if (value instanceof Tuple tuple) {
      return new Tuple(tuple.items().stream().map(item -> pickled(item, tensors)).toList());
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> pickled(item, tensors)).toList();
    }
    if (value instanceof PythonObject object) {
      PythonObject copy = new PythonObject(object.type(), object.arguments().items());
      object
          .attributes()
          .forEach((key, item) -> copy.attributes().put(key, pickled(item, tensors)));
      return copy;
    }
    return value instanceof PythonClass || value == null || isScalar(value)
        ? value
        : value.toString();
  }

  private static boolean isScalar(Object value) {
    return value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Double
        || value instanceof String;
  }
}

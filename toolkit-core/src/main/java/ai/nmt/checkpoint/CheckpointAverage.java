package ai.nmt.checkpoint;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.nmt.io.AtomicFile;
import ai.nmt.io.InputException;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * Averages the parameters of checkpoints of one training. As in fairseq, values are added up in
 * float32, in the order of the checkpoints, and then divided by their number.
 *
 * <p>Works piece by piece: memory does not grow with the size of the checkpoints, nor much with
 * their number. The result holds the sections of the first checkpoint and {@code averaged}, the
 * inputs; optimiser state is left out, because an average has none.
 */
public final class CheckpointAverage {
  /** The section with the inputs' paths. */
  public static final String SECTION = "averaged";

  /** Bytes of a piece. */
  private static final int PIECE = 1 << 20;

  private static final String MODEL = "model";

  /** An empty text in JSON. */
  private static final String EMPTY = "\"\"";

  /** What may differ without making another model: dropout is not used by the result. */
  private static final String DROPOUTS = "config.dropouts.";

  /** Differences that a message names. */
  private static final int SHOWN = 5;

  private final List<Checkpoint> inputs;
  private final boolean movingAverage;
  private final List<TensorInfo> tensors;
  private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteBuffer wide =
      ByteBuffer.allocateDirect(PIECE * Double.BYTES / Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final float[] values = new float[PIECE / Float.BYTES];
  private final float[] sums = new float[PIECE / Float.BYTES];

  private CheckpointAverage(List<Checkpoint> inputs, boolean movingAverage) {
    this.inputs = inputs;
    this.movingAverage = movingAverage;
    this.tensors = parameters(inputs.get(0));
  }

  /**
   * Averages checkpoints.
   *
   * @param inputs checkpoints that training wrote, at least one
   * @param opener opens one of them, of whatever format; the result is closed here
   * @param movingAverage whether their moving averages are taken instead of their parameters
   * @param output where the average appears, complete or not at all
   * @throws InputException where an input is missing, damaged, or of another model than the first;
   *     the message names the difference
   */
  public static void write(
      List<Path> inputs, Function<Path, Checkpoint> opener, boolean movingAverage, Path output) {
    if (inputs.isEmpty()) {
      throw new InputException("there are no checkpoints to average: give --inputs");
    }
    List<Checkpoint> open = new ArrayList<>();
    try {
      inputs.forEach(input -> open.add(opener.apply(input)));
      CheckpointAverage average = new CheckpointAverage(open, movingAverage);
      open.forEach(average::requireSource);
      open.subList(1, open.size()).forEach(average::requireSame);
      average.write(output);
    } finally {
      open.forEach(Checkpoint::close);
    }
  }

  /** The parameters as they will lie in the average: in single precision. */
  private static List<TensorInfo> parameters(Checkpoint checkpoint) {
    TensorSource source = checkpoint.tensors();
    List<TensorInfo> parameters = new ArrayList<>();
    long begin = 0;
    for (String name : source.names()) {
      if (Checkpoint.isTrainingState(name)) {
        continue;
      }
      if (!source.type(name).isFloating()) {
        throw new InputException(
            "%s: parameter %s is %s; there is no average of such numbers"
                .formatted(checkpoint.path(), name, source.type(name)));
      }
      Shape shape = source.shape(name);
      long end = begin + Math.multiplyExact(TensorInfo.elements(shape), Float.BYTES);
      parameters.add(new TensorInfo(name, TensorType.F32, shape, begin, end));
      begin = end;
    }
    return parameters;
  }

  private void requireSource(Checkpoint input) {
    if (movingAverage
        && input.tensorNames().stream()
            .noneMatch(name -> name.startsWith(Checkpoint.AVERAGE_PREFIX))) {
      throw new InputException(
          "%s holds no moving average: it was not trained with --ema-decay"
              .formatted(input.path()));
    }
  }

  /** Where a parameter's values are; one that is not trained has no moving average. */
  private String source(Checkpoint input, String name) {
    String average = Checkpoint.AVERAGE_PREFIX + name;
    return movingAverage && input.tensorNames().contains(average) ? average : name;
  }

  private void requireSame(Checkpoint other) {
    Checkpoint first = inputs.get(0);
    List<String> differences = new ArrayList<>(tensorDifferences(other));
    Map<String, String> here = leaves(first);
    Map<String, String> there = leaves(other);
    Set<String> paths = new TreeSet<>(here.keySet());
    paths.addAll(there.keySet());
    for (String path : paths) {
      String one = here.get(path);
      String two = there.get(path);
      if (!path.startsWith(DROPOUTS) && !isUnknown(one, two) && !Objects.equals(one, two)) {
        differences.add("%s %s is %s, not %s".formatted(MODEL, path, two, one));
      }
    }
    if (!differences.isEmpty()) {
      throw new InputException(
          "%s cannot be averaged with %s, it is of another model or has another dictionary: %s"
              .formatted(
                  other.path(),
                  first.path(),
                  String.join("; ", differences.subList(0, Math.min(SHOWN, differences.size())))));
    }
  }

  /** fairseq's files say nothing about dictionaries, and not always something about languages. */
  private static boolean isUnknown(String one, String two) {
    return one != null && two != null && (one.equals(EMPTY) || two.equals(EMPTY));
  }

  private List<String> tensorDifferences(Checkpoint other) {
    Map<String, TensorInfo> theirs = new LinkedHashMap<>();
    parameters(other).forEach(tensor -> theirs.put(tensor.name(), tensor));
    List<String> differences = new ArrayList<>();
    for (TensorInfo mine : tensors) {
      TensorInfo their = theirs.remove(mine.name());
      if (their == null) {
        differences.add("it lacks " + mine.name());
      } else if (!their.shape().equals(mine.shape())) {
        differences.add("%s is %s, not %s".formatted(mine.name(), their.shape(), mine.shape()));
      }
    }
    theirs.keySet().forEach(name -> differences.add("only it has " + name));
    return differences;
  }

  /** The values in a checkpoint's description of its model, by path. */
  private static Map<String, String> leaves(Checkpoint checkpoint) {
    Map<String, String> leaves = new LinkedHashMap<>();
    String json = checkpoint.json(MODEL);
    if (json != null) {
      collect("", JsonParser.parseString(json), leaves);
    }
    return leaves;
  }

  private static void collect(String path, JsonElement element, Map<String, String> into) {
    if (element instanceof JsonObject object) {
      object.asMap().forEach((name, value) -> collect(path + name + ".", value, into));
    } else {
      into.put(path.isEmpty() ? path : path.substring(0, path.length() - 1), element.toString());
    }
  }

  private void write(Path output) {
    try (AtomicFile file = AtomicFile.create(output)) {
      write(file.channel());
      file.commit();
    } catch (IOException e) {
      throw InputException.cannotWrite(output, e);
    }
  }

  private void write(FileChannel channel) throws IOException {
    byte[] header = new SafetensorsHeader(metadata(), tensors).toBytes();
    CRC32C checksum = new CRC32C();
    checksum.update(header);
    writeFully(channel, ByteBuffer.wrap(header));
    for (TensorInfo tensor : tensors) {
      long elements = tensor.size() / Float.BYTES;
      for (long first = 0; first < elements; first += sums.length) {
        average(tensor.name(), first, (int) Math.min(sums.length, elements - first));
        checksum.update(piece.duplicate());
        writeFully(channel, piece);
      }
    }
    SafetensorsHeader.putChecksum(header, (int) checksum.getValue());
    channel.write(ByteBuffer.wrap(header), 0);
  }

  private Map<String, String> metadata() {
    Checkpoint first = inputs.get(0);
    Map<String, String> metadata = Checkpoint.format();
    first.sectionNames().forEach(name -> metadata.put(name, first.json(name)));
    List<String> paths = inputs.stream().map(input -> input.path().toString()).toList();
    metadata.put(SECTION, Checkpoint.GSON.toJson(paths));
    return metadata;
  }

  /** Leaves the average of a part of a tensor in the piece, ready to be read. */
  private void average(String name, long first, int count) throws IOException {
    for (int i = 0; i < inputs.size(); i++) {
      Checkpoint input = inputs.get(i);
      float[] values = read(input.tensors(), source(input, name), first, count);
      for (int j = 0; j < count; j++) {
        sums[j] = i == 0 ? values[j] : sums[j] + values[j];
      }
    }
    piece.clear().limit(count * Float.BYTES);
    FloatBuffer result = piece.asFloatBuffer();
    for (int j = 0; j < count; j++) {
      result.put(j, sums[j] / inputs.size());
    }
  }

  /** Reads numbers as single precision ones; as in fairseq, half precision is widened first. */
  private float[] read(TensorSource source, String name, long first, int count) throws IOException {
    TensorType type = source.type(name);
    ByteBuffer bytes = type == TensorType.F32 ? piece : wide;
    source.read(name, first, bytes.clear().limit(count * type.bytes()));
    bytes.flip();
    if (type == TensorType.F32) {
      bytes.asFloatBuffer().get(values, 0, count);
      return values;
    }
    try (NDManager manager = NDManager.newBaseManager(Device.cpu());
        NDArray numbers = manager.create(bytes, new Shape(count), type.dataType());
        NDArray floats = numbers.toType(DataType.FLOAT32, false)) {
      return floats.toFloatArray();
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}

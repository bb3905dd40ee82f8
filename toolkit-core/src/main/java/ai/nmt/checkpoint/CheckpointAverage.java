package ai.nmt.checkpoint;

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
import java.util.Set;
import java.util.TreeSet;
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

  /** What may differ without making another model: dropout is not used by the result. */
  private static final String DROPOUTS = "config.dropouts.";

  /** Differences that a message names. */
  private static final int SHOWN = 5;

  private final List<Checkpoint> inputs;
  private final boolean movingAverage;
  private final List<TensorInfo> tensors;
  private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE).order(ByteOrder.LITTLE_ENDIAN);
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
   * @param movingAverage whether their moving averages are taken instead of their parameters
   * @param output where the average appears, complete or not at all
   * @throws InputException where an input is missing, damaged, or of another model than the first;
   *     the message names the difference
   */
  public static void write(List<Path> inputs, boolean movingAverage, Path output) {
    if (inputs.isEmpty()) {
      throw new InputException("there are no checkpoints to average: give --inputs");
    }
    List<Checkpoint> open = new ArrayList<>();
    try {
      inputs.forEach(input -> open.add(Checkpoint.open(input)));
      CheckpointAverage average = new CheckpointAverage(open, movingAverage);
      open.forEach(average::requireSource);
      open.subList(1, open.size()).forEach(average::requireSame);
      average.write(output);
    } finally {
      open.forEach(Checkpoint::close);
    }
  }

  private static List<TensorInfo> parameters(Checkpoint checkpoint) {
    return checkpoint.tensors().tensors().stream()
        .filter(tensor -> !Checkpoint.isTrainingState(tensor.name()))
        .toList();
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
    return movingAverage && input.tensors().tensor(average).isPresent() ? average : name;
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
      if (!path.startsWith(DROPOUTS) && (one == null || !one.equals(two))) {
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

  private List<String> tensorDifferences(Checkpoint other) {
    Map<String, TensorInfo> theirs = new LinkedHashMap<>();
    parameters(other).forEach(tensor -> theirs.put(tensor.name(), tensor));
    List<String> differences = new ArrayList<>();
    for (TensorInfo mine : tensors) {
      TensorInfo their = theirs.remove(mine.name());
      if (their == null) {
        differences.add("it lacks " + mine.name());
      } else if (!their.shape().equals(mine.shape()) || their.type() != mine.type()) {
        differences.add(
            "%s is %s%s, not %s%s"
                .formatted(mine.name(), their.type(), their.shape(), mine.type(), mine.shape()));
      }
    }
    theirs.keySet().forEach(name -> differences.add("only it has " + name));
    return differences;
  }

  /** The values in a checkpoint's description of its model, by path. */
  private static Map<String, String> leaves(Checkpoint checkpoint) {
    Map<String, String> leaves = new LinkedHashMap<>();
    String json = checkpoint.tensors().metadata().get(MODEL);
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
    byte[] header = new SafetensorsHeader(metadata(), layout()).toBytes();
    CRC32C checksum = new CRC32C();
    checksum.update(header);
    writeFully(channel, ByteBuffer.wrap(header));
    for (TensorInfo tensor : tensors) {
      for (long begin = 0; begin < tensor.size(); begin += PIECE) {
        average(tensor, begin, (int) Math.min(PIECE, tensor.size() - begin));
        checksum.update(piece.duplicate());
        writeFully(channel, piece);
      }
    }
    SafetensorsHeader.putChecksum(header, (int) checksum.getValue());
    channel.write(ByteBuffer.wrap(header), 0);
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>(inputs.get(0).tensors().metadata());
    metadata.remove(SafetensorsHeader.CHECKSUM);
    List<String> paths = inputs.stream().map(input -> input.path().toString()).toList();
    metadata.put(SECTION, Checkpoint.GSON.toJson(paths));
    return metadata;
  }

  private List<TensorInfo> layout() {
    List<TensorInfo> layout = new ArrayList<>();
    long begin = 0;
    for (TensorInfo tensor : tensors) {
      if (tensor.type() != TensorType.F32) {
        throw new InputException(
            "%s: parameter %s is %s; the toolkit's parameters are F32"
                .formatted(inputs.get(0).path(), tensor.name(), tensor.type()));
      }
      long end = begin + tensor.size();
      layout.add(new TensorInfo(tensor.name(), tensor.type(), tensor.shape(), begin, end));
      begin = end;
    }
    return layout;
  }

  /** Leaves the average of a part of a tensor in the piece, ready to be read. */
  private void average(TensorInfo tensor, long begin, int bytes) {
    int count = bytes / Float.BYTES;
    for (int i = 0; i < inputs.size(); i++) {
      Checkpoint input = inputs.get(i);
      input.tensors().read(source(input, tensor.name()), begin, piece.clear().limit(bytes));
      FloatBuffer values = piece.flip().asFloatBuffer();
      for (int j = 0; j < count; j++) {
        sums[j] = i == 0 ? values.get(j) : sums[j] + values.get(j);
      }
    }
    FloatBuffer result = piece.asFloatBuffer();
    for (int j = 0; j < count; j++) {
      result.put(j, sums[j] / inputs.size());
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}

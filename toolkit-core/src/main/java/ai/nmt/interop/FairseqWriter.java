package ai.nmt.interop;

import ai.djl.ndarray.types.Shape;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.TensorSource;
import ai.nmt.checkpoint.TensorType;
import ai.nmt.interop.FairseqLayout.Row;
import ai.nmt.io.AtomicFile;
import ai.nmt.io.InputException;
import ai.nmt.pickle.Pickler;
import ai.nmt.pickle.PythonClass;
import ai.nmt.pickle.PythonObject;
import ai.nmt.torchfile.StorageType;
import ai.nmt.torchfile.TorchWriter;
import ai.nmt.transformer.EmbeddingSharing;
import ai.nmt.transformer.StackConfig;
import ai.nmt.transformer.TransformerConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a checkpoint as one of fairseq's. */
final class FairseqWriter {
  private static final int CHUNK_BYTES = 1 << 22;
  private static final List<String> KINDS = List.of("exp_avg", "exp_avg_sq");
  private static final float MODEL_VERSION = 3;

  private final Checkpoint checkpoint;
  private final TensorSource tensors;
  private final FairseqState state;
  private final FairseqLayout layout;
  private final List<Row> rows;
  private final TorchWriter writer = new TorchWriter();

  private FairseqWriter(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
    this.tensors = checkpoint.tensors();
    this.state = new FairseqState(checkpoint);
    this.layout = state.layout();
    this.rows =
        layout.rows(
            checkpoint.tensorNames().stream()
                .filter(name -> !Checkpoint.isTrainingState(name))
                .toList());
  }

  /**
   * Writes a checkpoint.
   *
   * @param checkpoint an open checkpoint
   * @param file the file that is to appear, complete or not at all
   * @throws InputException where it cannot be written
   */
  static void write(Checkpoint checkpoint, Path file) {
    FairseqWriter fairseq = new FairseqWriter(checkpoint);
    Map<String, Object> root = fairseq.root();
    try (AtomicFile atomic = AtomicFile.create(file)) {
      fairseq.writer.write(atomic.channel(), root);
      atomic.commit();
    } catch (IOException e) {
      throw InputException.cannotWrite(file, e);
    }
  }

  private Map<String, Object> root() {
    PythonObject arguments = new PythonObject(new PythonClass("argparse", "Namespace"), List.of());
    arguments.attributes().putAll(state.arguments());
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("args", arguments);
    root.put("model", new Pickler.OrderedDict(model()));
    root.put("optimizer_history", state.optimizerHistory());
    root.put("task_state", Map.of());
    root.put("extra_state", state.extraState(layout));
    if (checkpoint.tensorNames().contains(Checkpoint.OPTIMIZER_PREFIX + "step")
        && state.isContinuable()) {
      root.put("last_optimizer_state", optimizer());
    }
    return root;
  }

  private Map<String, Object> model() {
    TransformerConfig config = state.model().config();
    Map<String, Object> model = new LinkedHashMap<>();
    for (Row row : rows) {
      Object tensor = tensor(row.source(), row);
      if (row.name().endsWith("embed_tokens.weight")) {
        addBuffers(model, row.name().substring(0, row.name().indexOf('.')));
      }
      if (sharesEmbedding() && isInside("decoder", row) && !model.containsKey("decoder.version")) {
        // Shared with the encoder's, it is listed under that name only.
        addBuffers(model, "decoder");
        model.put("decoder.embed_tokens.weight", model.get("encoder.embed_tokens.weight"));
        addPositions(model, "decoder", config.decoder());
      }
      model.put(row.name(), tensor);
      if (row.name().endsWith("embed_tokens.weight")) {
        boolean encoder = row.name().startsWith("encoder");
        addPositions(
            model, encoder ? "encoder" : "decoder", encoder ? config.encoder() : config.decoder());
      }
    }
    if (layout == FairseqLayout.SEPARATE && config.sharing() != EmbeddingSharing.SEPARATE) {
      model.put("decoder.output_projection.weight", model.get("decoder.embed_tokens.weight"));
    }
    return model;
  }

  private boolean sharesEmbedding() {
    return state.model().config().sharing() == EmbeddingSharing.ALL;
  }

  /** Whether a parameter comes after the embedding of its stack. */
  private static boolean isInside(String stack, Row row) {
    return row.name().startsWith(stack + ".") && !row.name().startsWith(stack + ".embed_out");
  }

  private void addBuffers(Map<String, Object> model, String stack) {
    String name = stack + ".version";
    Float kept = state.buffer(name);
    model.put(name, constant(kept == null ? MODEL_VERSION : kept));
  }

  private void addPositions(Map<String, Object> model, String stack, StackConfig config) {
    if (!config.learnedPositions()) {
      String name = stack + ".embed_positions._float_tensor";
      Float kept = state.buffer(name);
      model.put(name, constant(kept == null ? 0 : kept));
    }
  }

  private Object constant(float value) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putFloat(value).flip();
    return writer.tensor(
        StorageType.FLOAT, List.of(1L), channel -> channel.write(bytes.duplicate()));
  }

  private Object tensor(String source, Row row) {
    Shape shape = tensors.shape(source);
    List<Long> sizes = new ArrayList<>();
    for (int axis = 0; axis < shape.dimension(); axis++) {
      sizes.add(axis == 0 ? shape.get(axis) / row.parts() : shape.get(axis));
    }
    long count = shape.size() / row.parts();
    return writer.tensor(
        storage(tensors.type(source)),
        sizes,
        channel -> copy(source, row.part() * count, count, channel));
  }

  private void copy(String source, long first, long count, WritableByteChannel channel)
      throws IOException {
    int width = tensors.type(source).bytes();
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long done = 0; done < count; done += buffer.limit() / width) {
      buffer.clear().limit((int) Math.min(CHUNK_BYTES, (count - done) * width));
      tensors.read(source, first + done, buffer);
      channel.write(buffer.flip());
    }
  }

  private static StorageType storage(TensorType type) {
    return switch (type) {
      case F64 -> StorageType.DOUBLE;
      case F32 -> StorageType.FLOAT;
      case F16 -> StorageType.HALF;
      case BF16 -> StorageType.BFLOAT16;
      case I64 -> StorageType.LONG;
      case I32 -> StorageType.INT;
      case I8 -> StorageType.CHAR;
      case U8 -> StorageType.BYTE;
      case BOOL -> StorageType.BOOL;
    };
  }

  private Map<String, Object> optimizer() {
    List<String> known = checkpoint.tensorNames();
    Map<Object, Object> byNumber = new LinkedHashMap<>();
    int number = 0;
    String layer = "";
    for (Row row : rows) {
      String here = encoderLayer(row.name());
      if (layout == FairseqLayout.SEPARATE && !here.isEmpty() && !here.equals(layer)) {
        number += FairseqLayout.COPIES;
      }
      layer = here;
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("step", steps());
      for (String kind : KINDS) {
        String name = Checkpoint.OPTIMIZER_PREFIX + kind + "." + row.source();
        if (known.contains(name)) {
          values.put(kind, tensor(name, row));
        }
      }
      if (values.size() > KINDS.size()) {
        byNumber.put(number, values);
      }
      number++;
    }
    Map<String, Object> saved = new LinkedHashMap<>();
    saved.put("state", byNumber);
    saved.put("param_groups", List.of(state.parameterGroup(number)));
    return saved;
  }

  /** The beginning of a name that all parameters of an encoder layer share; empty for others. */
  private static String encoderLayer(String name) {
    String start = "encoder.layers.";
    return name.startsWith(start) ? name.substring(0, name.indexOf('.', start.length())) : "";
  }

  private long steps() {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try {
      tensors.read(Checkpoint.OPTIMIZER_PREFIX + "step", 0, bytes);
    } catch (IOException e) {
      throw new InputException(
          "%s cannot be read: %s".formatted(tensors.path(), InputException.reason(e)), e);
    }
    return (long) bytes.getFloat(0);
  }
}

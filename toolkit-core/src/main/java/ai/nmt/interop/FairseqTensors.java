package ai.nmt.interop;

import ai.djl.ndarray.types.Shape;
import ai.nmt.checkpoint.TensorSource;
import ai.nmt.checkpoint.TensorType;
import ai.nmt.interop.FairseqParameters.Piece;
import ai.nmt.io.InputException;
import ai.nmt.torchfile.StorageType;
import ai.nmt.torchfile.TorchFile;
import ai.nmt.torchfile.TorchTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors of a fairseq checkpoint under the toolkit's names. Those of bfloat16, of which DJL
 * can make no array, are shown in single precision, which has all their numbers.
 */
final class FairseqTensors extends TensorSource {
  /** Consecutive numbers: of a tensor, or all of one value. */
  private record Run(TorchTensor tensor, long first, long count, float value) {}

  private record Entry(TensorType type, Shape shape, List<Run> runs) {}

  private final TorchFile file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  FairseqTensors(TorchFile file) {
    this.file = file;
  }

  /** Adds a tensor that is made of pieces; its shape is what was wanted of it. */
  void add(String name, List<Piece> pieces, Shape shape) {
    List<Run> runs = new ArrayList<>();
    long elements = 0;
    TensorType type = type(pieces.get(0).tensor().storage().type());
    for (Piece piece : pieces) {
      long count = piece.tensor().elements() / piece.of();
      runs.add(new Run(piece.tensor(), piece.index() * count, count, 0));
      elements += count;
      if (type(piece.tensor().storage().type()) != type) {
        throw new InputException("the parts of %s have different types".formatted(name));
      }
    }
    Shape found = pieces.size() == 1 && pieces.get(0).of() == 1 ? shape(pieces.get(0)) : shape;
    if (elements != shape.size() || !found.equals(shape)) {
      throw new InputException(
          "parameter %s has the shape %s (%,d numbers), but the model that its settings describe has %s"
              .formatted(name, found, elements, shape));
    }
    entries.put(name, new Entry(type, shape, runs));
  }

  /** Adds a single precision tensor of equal numbers. */
  void addConstant(String name, float value, Shape shape) {
    entries.put(
        name, new Entry(TensorType.F32, shape, List.of(new Run(null, 0, shape.size(), value))));
  }

  /** Adds all tensors of others that lie in the same file. */
  void addAll(FairseqTensors others) {
    entries.putAll(others.entries);
  }

  private static Shape shape(Piece piece) {
    return new Shape(piece.tensor().shape().stream().mapToLong(Long::longValue).toArray());
  }

  private static TensorType type(StorageType type) {
    return switch (type) {
      case DOUBLE -> TensorType.F64;
      case FLOAT, BFLOAT16 -> TensorType.F32;
      case HALF -> TensorType.F16;
      case LONG -> TensorType.I64;
      case INT -> TensorType.I32;
      case CHAR -> TensorType.I8;
      case BYTE -> TensorType.U8;
      case BOOL -> TensorType.BOOL;
      case SHORT -> throw new InputException("a parameter holds 16-bit integers");
    };
  }

  @Override
  public Path path() {
    return file.path();
  }

  @Override
  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  @Override
  public TensorType type(String name) {
    return entry(name).type();
  }

  @Override
  public Shape shape(String name) {
    return entry(name).shape();
  }

  @Override
  public void read(String name, long first, ByteBuffer into) {
    Entry entry = entry(name);
    int width = entry.type().bytes();
    int limit = into.limit();
    long skipped = first;
    for (Run run : entry.runs()) {
      long here = Math.min(run.count() - skipped, (limit - into.position()) / width);
      if (here > 0) {
        into.limit(into.position() + (int) here * width);
        fill(run, skipped, into);
        into.limit(limit);
      }
      skipped = Math.max(0, skipped - run.count());
    }
  }

  private void fill(Run run, long skipped, ByteBuffer into) {
    into.order(ByteOrder.LITTLE_ENDIAN);
    if (run.tensor() == null) {
      while (into.hasRemaining()) {
        into.putFloat(run.value());
      }
    } else if (run.tensor().storage().type() == StorageType.BFLOAT16) {
      ByteBuffer upper = ByteBuffer.allocate(into.remaining() / 2).order(ByteOrder.LITTLE_ENDIAN);
      file.read(run.tensor(), run.first() + skipped, upper);
      upper.flip();
      while (upper.hasRemaining()) {
        into.putInt(upper.getShort() << Short.SIZE);
      }
    } else {
      file.read(run.tensor(), run.first() + skipped, into);
    }
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw missing(name);
    }
    return entry;
  }

  @Override
  public void close() {
    file.close();
  }
}

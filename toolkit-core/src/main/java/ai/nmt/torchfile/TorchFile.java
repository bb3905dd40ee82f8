package ai.nmt.torchfile;

import ai.nmt.io.InputException;
import ai.nmt.pickle.PickleClasses;
import ai.nmt.pickle.PickleInput;
import ai.nmt.pickle.PythonClass;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** An open file of {@code torch.save}. */
public final class TorchFile implements AutoCloseable {
  private static final int ZIP_MAGIC = 0x04034b50;
  private static final int PROTOCOL_MAGIC = 0x80;
  private static final int BUFFER_BYTES = 1 << 16;

  /** Tensors whose numbers are not in order are gathered in memory. */
  private static final long LARGEST_GATHERED = 1L << 30;

  private final Path path;
  private final FileChannel channel;
  private final FileBytes file;
  private final TorchContainer container;

  private TorchFile(Path path, FileChannel channel, PickleClasses classes) throws IOException {
    this.path = path;
    this.channel = channel;
    this.file = new FileBytes(channel);
    this.container = read(classes);
  }

  /**
   * Opens a file and reads everything but the tensors' numbers.
   *
   * @param path a file of {@code torch.save}, zip archive or streams
   * @param records classes that are allowed besides those of torch, NumPy and Python's containers;
   *     of their objects the attributes are kept ({@link ai.nmt.pickle.PythonObject})
   * @return the open file; close it after use
   * @throws InputException where it is missing, truncated, damaged or of another kind, or names a
   *     class that is not allowed; the message names it
   */
  public static TorchFile open(Path path, Predicate<PythonClass> records) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path);
      return new TorchFile(path, channel, TorchClasses.allowing(records));
    } catch (NoSuchFileException e) {
      throw new InputException("%s does not exist; check the path".formatted(path), e);
    } catch (IOException e) {
      closeAfter(e, channel);
      throw new InputException(
          "%s cannot be read as a PyTorch file: %s".formatted(path, describe(e)), e);
    }
  }

  private static void closeAfter(IOException problem, FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      problem.addSuppressed(e);
    }
  }

  private static String describe(IOException e) {
    return e instanceof java.nio.charset.CharacterCodingException
        ? "it is damaged: a text in it is not UTF-8"
        : InputException.reason(e);
  }

  private TorchContainer read(PickleClasses classes) throws IOException {
    if (file.size() < Integer.BYTES) {
      throw new IOException("it is truncated: it has only %d bytes".formatted(file.size()));
    }
    ByteBuffer start = file.read(0, Integer.BYTES);
    if (start.getInt(0) == ZIP_MAGIC) {
      return ZipContainer.read(file, classes);
    }
    if (Byte.toUnsignedInt(start.get(0)) != PROTOCOL_MAGIC) {
      throw new IOException(
          "it is neither a zip archive nor a stream of torch.save; is it a checkpoint at all?");
    }
    PickleInput input =
        new PickleInput(
            new BufferedInputStream(Channels.newInputStream(channel.position(0)), BUFFER_BYTES),
            file.size());
    return StreamContainer.read(file, input, classes);
  }

  /**
   * The file's path.
   *
   * @return the path it was opened with
   */
  public Path path() {
    return path;
  }

  /**
   * What was saved.
   *
   * @return values as {@link ai.nmt.pickle} says; tensors are {@link TorchTensor}
   */
  public Object root() {
    return container.root();
  }

  /**
   * Reads a part of a tensor's numbers.
   *
   * @param tensor a tensor of this file
   * @param first index of the first number in row-major order
   * @param into little-endian numbers are put here, as many as have place
   * @throws InputException where reading fails
   */
  public void read(TorchTensor tensor, long first, ByteBuffer into) {
    int width = tensor.storage().type().bytes();
    long start = container.places().get(tensor.storage()) + tensor.offset() * width;
    try {
      if (tensor.isContiguous()) {
        file.readFully(into, start + first * width);
      } else {
        gather(tensor, start, first, into);
      }
    } catch (IOException e) {
      throw new InputException("%s: reading a tensor failed: %s".formatted(path, describe(e)), e);
    }
  }

  private void gather(TorchTensor tensor, long start, long first, ByteBuffer into)
      throws IOException {
    int width = tensor.storage().type().bytes();
    if (tensor.span() * width > LARGEST_GATHERED) {
      throw new IOException("a tensor beyond 1 GiB is transposed; save its contiguous() copy");
    }
    ByteBuffer numbers = file.read(start, (int) (tensor.span() * width));
    for (long element = first; into.remaining() >= width; element++) {
      long left = element;
      long index = 0;
      for (int axis = tensor.shape().size() - 1; axis >= 0; axis--) {
        index += left % tensor.shape().get(axis) * tensor.strides().get(axis);
        left /= tensor.shape().get(axis);
      }
      into.put(numbers.slice((int) index * width, width));
    }
  }

  /**
   * Reads a tensor of at most 2^31 numbers as single precision.
   *
   * @param tensor a tensor of this file
   * @return its numbers in row-major order; integers and double precision are rounded
   */
  public float[] floats(TorchTensor tensor) {
    StorageType type = tensor.storage().type();
    ByteBuffer bytes = bytes(tensor);
    float[] values = new float[(int) tensor.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case FLOAT -> bytes.getFloat();
            case DOUBLE -> (float) bytes.getDouble();
            case HALF -> HalfFloat.toFloat(bytes.getShort());
            case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort() << Short.SIZE);
            default -> (float) integer(type, bytes);
          };
    }
    return values;
  }

  /**
   * Reads a tensor of integers or truth values.
   *
   * @param tensor a tensor of this file
   * @return its numbers in row-major order
   * @throws IllegalArgumentException where its numbers are floating-point
   */
  public long[] longs(TorchTensor tensor) {
    ByteBuffer bytes = bytes(tensor);
    long[] values = new long[(int) tensor.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = integer(tensor.storage().type(), bytes);
    }
    return values;
  }

  private static long integer(StorageType type, ByteBuffer bytes) {
    return switch (type) {
      case LONG -> bytes.getLong();
      case INT -> bytes.getInt();
      case SHORT -> bytes.getShort();
      case CHAR -> bytes.get();
      case BYTE, BOOL -> Byte.toUnsignedLong(bytes.get());
      default -> throw new IllegalArgumentException(type + " holds no integers");
    };
  }

  private ByteBuffer bytes(TorchTensor tensor) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(tensor.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    read(tensor, 0, bytes);
    return bytes.flip();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + path, e);
    }
  }
}

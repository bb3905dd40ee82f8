package ai.nmt.torchfile;

import ai.nmt.pickle.Pickler;
import ai.nmt.pickle.PythonClass;
import ai.nmt.pickle.Tuple;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a zip archive as {@code torch.save} does, with a CRC-32 of each part.
 *
 * <pre>{@code
 * TorchWriter writer = new TorchWriter();
 * Object weight = writer.tensor(StorageType.FLOAT, List.of(2L, 3L), channel -> channel.write(bytes));
 * writer.write(file, Map.of("weight", weight));
 * }</pre>
 */
public final class TorchWriter {
  /** The folder within the archive; torch takes the file's name, but reads any. */
  private static final String FOLDER = "archive/";

  private static final String VERSION = "3\n";

  /** Writes the numbers of a tensor. */
  @FunctionalInterface
  public interface Numbers {
    /**
     * Writes all numbers, row-major, little endian.
     *
     * @param channel where to; takes each buffer as a whole
     * @throws IOException where writing fails
     */
    void writeTo(WritableByteChannel channel) throws IOException;
  }

  private record Storage(long bytes, Numbers numbers) {}

  private final List<Storage> storages = new ArrayList<>();

  /**
   * Adds a tensor.
   *
   * @param type its number format
   * @param shape its shape; empty for a scalar
   * @param numbers writes its numbers when the file is written
   * @return the value that stands for it in the pickle; used twice, it is one tensor with two names
   */
  public Object tensor(StorageType type, List<Long> shape, Numbers numbers) {
    long elements = shape.stream().reduce(1L, Math::multiplyExact);
    String key = Integer.toString(storages.size());
    storages.add(new Storage(Math.multiplyExact(elements, type.bytes()), numbers));
    Tuple id = Tuple.of("storage", type.storage(), key, "cpu", elements);
    return new Pickler.Call(
        new PythonClass("torch._utils", "_rebuild_tensor_v2"),
        Tuple.of(
            new Pickler.Persistent(id),
            0,
            new Tuple(new ArrayList<>(shape)),
            new Tuple(new ArrayList<>(strides(shape))),
            false,
            new Pickler.OrderedDict(java.util.Map.of())));
  }

  /** The distances of a row-major tensor; an empty axis counts as 1, as in torch. */
  private static List<Long> strides(List<Long> shape) {
    Long[] strides = new Long[shape.size()];
    long stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= Math.max(1, shape.get(axis));
    }
    return Arrays.asList(strides);
  }

  /**
   * Writes the file.
   *
   * @param channel an empty file
   * @param root its value, as {@link Pickler} takes it, with tensors of this writer
   * @throws IOException where writing fails
   */
  public void write(FileChannel channel, Object root) throws IOException {
    ZipWriter zip = new ZipWriter(channel);
    add(zip, ZipContainer.PICKLE, Pickler.pickle(root));
    add(zip, ZipContainer.BYTE_ORDER, "little".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    for (int key = 0; key < storages.size(); key++) {
      Storage storage = storages.get(key);
      zip.add(FOLDER + ZipContainer.DATA + key, storage.bytes(), storage.numbers()::writeTo);
    }
    add(zip, ZipContainer.VERSION, VERSION.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    zip.finish();
  }

  private static void add(ZipWriter zip, String name, byte[] bytes) throws IOException {
    zip.add(FOLDER + name, bytes.length, channel -> channel.write(ByteBuffer.wrap(bytes)));
  }
}

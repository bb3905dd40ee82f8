package ai.nmt.checkpoint;

import ai.djl.ndarray.types.Shape;
import ai.nmt.io.InputException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * An open safetensors file, written by any program; a file with the toolkit's checksum is checked
 * as a whole when it is opened.
 */
public final class SafetensorsFile extends TensorSource {
  /** No header of ours comes near; it keeps a foreign file from asking for gigabytes. */
  private static final long LONGEST_HEADER = 100_000_000;

  private final Path file;
  private final FileChannel channel;
  private final SafetensorsHeader header;
  private final long dataStart;
  private final boolean checked;
  private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

  private SafetensorsFile(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    byte[] bytes = readHeader();
    this.header =
        SafetensorsHeader.parse(java.util.Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
    this.dataStart = bytes.length;
    header.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
    checkSize();
    this.checked = SafetensorsHeader.hasChecksum(bytes);
    if (checked) {
      checkSum(bytes);
    }
  }

  /**
   * Opens a file.
   *
   * @param file a safetensors file
   * @return the open file; close it after use
   * @throws InputException where the file is missing, truncated, damaged or of another kind; the
   *     message names the file and what is wrong
   */
  public static SafetensorsFile open(Path file) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file);
      return new SafetensorsFile(file, channel);
    } catch (NoSuchFileException e) {
      throw new InputException(
          "%s does not exist; give the path of a checkpoint (checkpoint_best.safetensors, ...)"
              .formatted(file),
          e);
    } catch (IOException e) {
      closeAfter(e, channel);
      throw new InputException(
          "%s cannot be read as a safetensors file: %s; use another checkpoint"
              .formatted(file, InputException.reason(e)),
          e);
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

  /**
   * The file's path.
   *
   * @return the path it was opened with
   */
  @Override
  public Path path() {
    return file;
  }

  /**
   * Whether the file carries the toolkit's checksum, and so has been checked.
   *
   * @return false for files of other programs
   */
  public boolean isChecked() {
    return checked;
  }

  /**
   * The tensors in the file.
   *
   * @return their names, types and shapes, in the order of the file
   */
  public Collection<TensorInfo> tensors() {
    return header.tensors();
  }

  /**
   * One tensor's place.
   *
   * @param name tensor's name
   * @return its description, or nothing where the file has no such tensor
   */
  public Optional<TensorInfo> tensor(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /**
   * The entries of {@code __metadata__}.
   *
   * @return texts by name; empty where the file has none
   */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  @Override
  public List<String> names() {
    return header.tensors().stream().map(TensorInfo::name).toList();
  }

  @Override
  public TensorType type(String name) {
    return require(name).type();
  }

  @Override
  public Shape shape(String name) {
    return require(name).shape();
  }

  @Override
  public void read(String name, long first, ByteBuffer into) throws IOException {
    TensorInfo tensor = require(name);
    readFully(into, dataStart + tensor.begin() + first * tensor.type().bytes());
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot close " + file, e);
    }
  }

  private TensorInfo require(String name) {
    return tensor(name).orElseThrow(() -> missing(name));
  }

  private byte[] readHeader() throws IOException {
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (channel.size() < Long.BYTES) {
      throw new IOException("it has only " + channel.size() + " bytes");
    }
    readFully(length, 0);
    long size = length.flip().getLong();
    if (size < 2 || size > LONGEST_HEADER) {
      throw new IOException(
          "its first eight bytes are not the length of a header, so it is of another kind");
    }
    if (size > channel.size() - Long.BYTES) {
      throw new IOException(
          "it is truncated: a header of %,d bytes is announced, the file has %,d bytes"
              .formatted(size, channel.size()));
    }
    ByteBuffer header = ByteBuffer.allocate(Math.toIntExact(Long.BYTES + size));
    readFully(header, 0);
    return header.array();
  }

  private void checkSize() throws IOException {
    long expected = dataStart + header.dataSize();
    if (channel.size() != expected) {
      throw new IOException(
          "%s: %,d bytes are expected, the file has %,d bytes"
              .formatted(
                  channel.size() < expected ? "it is truncated" : "there is more after its tensors",
                  expected,
                  channel.size()));
    }
  }

  private void checkSum(byte[] headerBytes) throws IOException {
    CRC32C sum = new CRC32C();
    sum.update(SafetensorsHeader.withoutChecksum(headerBytes));
    ByteBuffer buffer = ByteBuffer.allocateDirect(TensorChunks.CHUNK_BYTES / 8);
    for (long position = dataStart; position < channel.size(); position += buffer.limit()) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), channel.size() - position));
      readFully(buffer, position);
      sum.update(buffer.flip());
    }
    String found = "%08x".formatted((int) sum.getValue());
    String stored = SafetensorsHeader.checksum(headerBytes);
    if (!found.equals(stored)) {
      throw new IOException(
          "it is damaged: its checksum is %s, its bytes give %s".formatted(stored, found));
    }
  }

  private void readFully(ByteBuffer buffer, long start) throws IOException {
    long position = start;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, position);
      if (count < 0) {
        throw new EOFException("it ends at byte " + position);
      }
      position += count;
    }
  }
}

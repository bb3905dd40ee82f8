package ai.nmt.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.nmt.io.AtomicFile;
import ai.nmt.io.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes {@code PREFIX.bin} and {@code PREFIX.idx} in fairseq's mmap format, byte for byte.
 *
 * <p>Neither file appears before {@link #commit}, and the index, without which nothing opens the
 * data, comes last. The lengths are kept in memory, 4 bytes a sentence.
 */
public final class MMapDatasetWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path prefix;
  private final ElementType type;
  private final AtomicFile data;
  private int[] lengths = new int[1024];
  private int size;

  private MMapDatasetWriter(Path prefix, ElementType type) {
    this.prefix = prefix;
    this.type = type;
    this.data = AtomicFile.create(DatasetFiles.data(prefix));
  }

  /**
   * Begins a data set.
   *
   * @param prefix path without the suffixes
   * @param vocabularySize V: ids take 2 bytes below 65,500 symbols, else 4
   * @return the writer
   * @throws InputException if the folder cannot be written to
   */
  public static MMapDatasetWriter create(Path prefix, int vocabularySize) {
    return create(prefix, ElementType.forVocabulary(vocabularySize));
  }

  static MMapDatasetWriter create(Path prefix, ElementType type) {
    return new MMapDatasetWriter(prefix, type);
  }

  /**
   * Adds a sentence.
   *
   * @param ids its ids, {@code </s>} included
   * @throws java.io.UncheckedIOException if the disk is full
   */
  public void add(int[] ids) {
    ByteBuffer bytes =
        ByteBuffer.allocate(ids.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int id : ids) {
      type.write(bytes, id);
    }
    append(bytes.array(), bytes.position(), ids.length);
  }

  /** Adds sentences that are encoded already. */
  void append(byte[] bytes, int byteCount, int... sentenceLengths) {
    try {
      data.stream().write(bytes, 0, byteCount);
    } catch (IOException e) {
      throw InputException.cannotWrite(DatasetFiles.data(prefix), e);
    }
    if (size + sentenceLengths.length > lengths.length) {
      lengths = Arrays.copyOf(lengths, Math.max(2 * size, size + sentenceLengths.length));
    }
    System.arraycopy(sentenceLengths, 0, lengths, size, sentenceLengths.length);
    size += sentenceLengths.length;
  }

  /**
   * Makes both files appear.
   *
   * @throws InputException if they cannot be written
   */
  public void commit() {
    Path index = DatasetFiles.index(prefix);
    try {
      // An index of earlier data must not meet the new data if this process dies in between.
      Files.deleteIfExists(index);
    } catch (IOException e) {
      throw InputException.cannotWrite(index, e);
    }
    data.commit();
    AtomicFile.write(index, this::writeIndex);
  }

  private void writeIndex(OutputStream output) throws IOException {
    WritableByteChannel channel = Channels.newChannel(output);
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(MMapDataset.MAGIC.getBytes(ISO_8859_1));
    buffer.putLong(1);
    buffer.put((byte) type.code());
    buffer.putLong(size);
    for (int i = 0; i < size; i++) {
      makeRoom(buffer, channel);
      buffer.putInt(lengths[i]);
    }
    long position = 0;
    for (int i = 0; i < size; i++) {
      makeRoom(buffer, channel);
      buffer.putLong(position);
      position += (long) lengths[i] * type.bytes();
    }
    channel.write(buffer.flip());
  }

  private static void makeRoom(ByteBuffer buffer, WritableByteChannel channel) throws IOException {
    if (buffer.remaining() < Long.BYTES) {
      channel.write(buffer.flip());
      buffer.clear();
    }
  }

  /** Drops the data unless it was committed. */
  @Override
  public void close() {
    data.close();
  }
}

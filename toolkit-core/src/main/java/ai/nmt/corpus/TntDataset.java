package ai.nmt.corpus;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The older format of fairseq, from Torch's tnt library; ids are stored plus 1.
 *
 * <p>Index, little endian, all int64: 8 bytes of magic, version 1, code of the element type, bytes
 * of an element, number n of sentences, number of sizes; then n + 1 positions in the sizes, n + 1
 * positions in the {@code .bin} file (in elements), and the sizes.
 */
final class TntDataset implements TokenDataset {
  static final String MAGIC = "TNTIDX\0\0";
  private static final int HEADER_BYTES = 48;

  private final DatasetFiles files;
  private final ElementType type;
  private final int size;

  TntDataset(DatasetFiles files) {
    this.files = files;
    if (files.index().size() < HEADER_BYTES) {
      throw files.damaged(files.index().file() + " ends within its header");
    }
    long version = files.index().getLong(8);
    if (version != 1) {
      throw files.damaged(
          files.index().file() + " has version " + version + ", but only 1 can be read");
    }
    type = files.elementType(files.index().getLong(16));
    if (files.index().getLong(24) != type.bytes()) {
      throw files.damaged(files.index().file() + " contradicts itself on the size of an element");
    }
    size = files.count(files.index().getLong(32));
    if (files.index().getLong(40) != size) {
      throw files.damaged(files.index().file() + " does not hold one-dimensional sentences");
    }
    files.checkIndexLength(HEADER_BYTES + 8L * (3L * size + 2));
    files.checkDataLength(position(size) * type.bytes());
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int length(int i) {
    Objects.checkIndex(i, size);
    return Math.toIntExact(position(i + 1) - position(i));
  }

  /** In elements; sentence {@code size} would begin at the file's end. */
  private long position(int i) {
    return files.index().getLong(positionAt(i));
  }

  /** Where the index has the position of a sentence in the data. */
  private long positionAt(int i) {
    return HEADER_BYTES + 8L * (size + 1L + i);
  }

  @Override
  public int[] get(int i) {
    ByteBuffer entry = files.entry(positionAt(Objects.checkIndex(i, size)), 2 * Long.BYTES);
    long position = entry.getLong();
    int length = Math.toIntExact(entry.getLong() - position);
    return files.read(i, position * type.bytes(), length, type, -1);
  }

  @Override
  public void close() {
    files.close();
  }
}

package ai.nmt.corpus;

import java.util.Objects;

/**
 * The format that fairseq calls mmap.
 *
 * <p>Index, little endian: 9 bytes of magic, version 1 (int64), code of the element type (1 byte),
 * number of sentences (int64), their lengths (int32 each), the positions of their first bytes in
 * the {@code .bin} file (int64 each).
 */
final class MMapDataset implements TokenDataset {
  static final String MAGIC = "MMIDIDX\0\0";
  static final int HEADER_BYTES = 26;

  private final DatasetFiles files;
  private final ElementType type;
  private final int size;

  MMapDataset(DatasetFiles files) {
    this.files = files;
    if (files.index().size() < HEADER_BYTES) {
      throw files.damaged(files.index().file() + " ends within its header");
    }
    long version = files.index().getLong(9);
    if (version != 1) {
      throw files.damaged(
          files.index().file() + " has version " + version + ", but only 1 can be read");
    }
    type = files.elementType(files.index().slice(17, 1).get(0));
    size = files.count(files.index().getLong(18));
    files.checkIndexLength(HEADER_BYTES + 12L * size);
    files.checkDataLength(size == 0 ? 0 : endOfLast());
  }

  private long endOfLast() {
    return files.index().getLong(positionAt(size - 1)) + (long) length(size - 1) * type.bytes();
  }

  ElementType type() {
    return type;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int length(int i) {
    return files.index().getInt(lengthAt(i));
  }

  /** Where the index has the length of a sentence. */
  private long lengthAt(int i) {
    return HEADER_BYTES + 4L * Objects.checkIndex(i, size);
  }

  /** Where the index has the position of a sentence in the data. */
  private long positionAt(int i) {
    return HEADER_BYTES + 4L * size + 8L * i;
  }

  @Override
  public int[] get(int i) {
    int length = files.entry(lengthAt(i), Integer.BYTES).getInt();
    long position = files.entry(positionAt(i), Long.BYTES).getLong();
    return files.read(i, position, length, type, 0);
  }

  @Override
  public void close() {
    files.close();
  }
}

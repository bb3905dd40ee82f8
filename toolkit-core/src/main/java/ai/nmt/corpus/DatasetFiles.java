package ai.nmt.corpus;

import ai.nmt.io.Counted;
import ai.nmt.io.InputException;
import ai.nmt.io.MappedFile;
import ai.nmt.io.ScatteredReads;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * What the two formats of a {@code .idx} and {@code .bin} pair share: paths, checks, decoding.
 *
 * <p>The index is mapped, for those who go through it from its begin to its end, and read by calls
 * like the data, for those who want one sentence.
 */
final class DatasetFiles implements AutoCloseable {
  private final Path prefix;
  private final MappedFile index;
  private final ScatteredReads entries;
  private final ScatteredReads data;
  private final int vocabularySize;

  /** Opens both files; ids must be below {@code vocabularySize}. */
  DatasetFiles(Path prefix, MappedFile index, int vocabularySize) {
    this.prefix = prefix;
    this.index = index;
    this.entries = ScatteredReads.open(index.file());
    this.data = ScatteredReads.open(data(prefix));
    this.vocabularySize = vocabularySize;
  }

  static Path index(Path prefix) {
    return prefix.resolveSibling(prefix.getFileName() + ".idx");
  }

  static Path data(Path prefix) {
    return prefix.resolveSibling(prefix.getFileName() + ".bin");
  }

  MappedFile index() {
    return index;
  }

  /** What a sentence's entry in the index says, without the entries around it. */
  ByteBuffer entry(long position, int length) {
    return entries.read(position, length);
  }

  /** Refuses an index of another length than its header tells. */
  void checkIndexLength(long expected) {
    if (index.size() != expected) {
      throw damaged(
          index.file() + " has " + index.size() + " bytes, but its header tells of " + expected);
    }
  }

  /** Refuses a {@code .bin} of another length than the index tells. */
  void checkDataLength(long expected) {
    if (data.size() != expected) {
      throw damaged(
          data.file() + " has " + data.size() + " bytes, but its index tells of " + expected);
    }
  }

  ElementType elementType(long code) {
    return ElementType.ofCode(code)
        .orElseThrow(
            () ->
                damaged(
                    index.file()
                        + " has element type "
                        + code
                        + ", which is not one of integers (1 to 5 or 8)"));
  }

  int count(long count) {
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw damaged(
          index.file() + " tells of " + Long.toUnsignedString(count) + " sentences, too many");
    }
    return (int) count;
  }

  /** The ids of a sentence: {@code shift} is added to what is stored. */
  int[] read(int sentence, long position, int length, ElementType type, int shift) {
    ByteBuffer bytes;
    try {
      bytes = data.read(position, Math.multiplyExact(length, type.bytes()));
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw new InputException(
          "sentence "
              + sentence
              + " of "
              + prefix
              + " should be "
              + Counted.of(length, "id")
              + " at byte "
              + position
              + " of the .bin file, which has "
              + data.size()
              + " bytes; the files are damaged or do not belong together, so run preprocess again",
          e);
    }
    int[] ids = new int[length];
    for (int i = 0; i < length; i++) {
      int id = type.read(bytes, i) + shift;
      if (id < 0 || id >= vocabularySize) {
        throw new InputException(
            "sentence "
                + sentence
                + " of "
                + prefix
                + " has the id "
                + id
                + ", but the dictionary has only "
                + vocabularySize
                + " symbols; use the dictionary that the data was binarised with");
      }
      ids[i] = id;
    }
    return ids;
  }

  InputException damaged(String problem) {
    return new InputException(
        problem
            + "; the file is truncated or damaged, or .idx and .bin do not belong together; run"
            + " preprocess again or copy both files again");
  }

  @Override
  public void close() {
    entries.close();
    data.close();
  }
}

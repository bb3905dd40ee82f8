package ai.nmt.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Small parts from anywhere in a file that may be larger than memory, each read by a call.
 *
 * <p>Where a mapping misses a page, the operating system reads its surroundings as well, as far as
 * its read-ahead is set (from 128 KiB to several MiB). For scattered sentences that is a thousand
 * times what is needed, and drives out of memory what will be. A read of a few bytes from anywhere
 * takes only its own pages. May be used by several threads; an interrupted thread does not close
 * the file, as it would close a channel.
 */
public final class ScatteredReads implements AutoCloseable {
  private final Path path;
  private final RandomAccessFile file;
  private final long size;

  private ScatteredReads(Path path, RandomAccessFile file, long size) {
    this.path = path;
    this.file = file;
    this.size = size;
  }

  /**
   * Opens a file.
   *
   * @param path the file, not to be changed while it is open
   * @return the open file, to be closed
   * @throws InputException if it cannot be read
   */
  public static ScatteredReads open(Path path) {
    try {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
      return new ScatteredReads(path, file, file.length());
    } catch (FileNotFoundException e) {
      throw InputException.cannotRead(
          path, Files.exists(path) ? e : new NoSuchFileException(path.toString()));
    } catch (IOException e) {
      throw InputException.cannotRead(path, e);
    }
  }

  /**
   * The file.
   *
   * @return its path, for messages
   */
  public Path file() {
    return path;
  }

  /**
   * The file's length.
   *
   * @return bytes
   */
  public long size() {
    return size;
  }

  /**
   * Reads a part of the file.
   *
   * @param position of its first byte
   * @param length in bytes
   * @return little-endian numbers from position 0
   * @throws IndexOutOfBoundsException if the part does not lie within the file
   * @throws InputException if the file cannot be read or is closed
   * @throws UncheckedIOException if it became shorter since it was opened
   */
  public ByteBuffer read(long position, int length) {
    if (position < 0 || length < 0 || position > size - length) {
      throw new IndexOutOfBoundsException(
          length + " bytes at " + position + " of " + path + ", which has " + size);
    }
    byte[] bytes = new byte[length];
    try {
      synchronized (file) {
        file.seek(position);
        file.readFully(bytes);
      }
    } catch (IOException e) {
      throw ShortenedFile.describe(path, size)
          .map(text -> shortened(text, e))
          .orElseGet(() -> InputException.cannotRead(path, e));
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static RuntimeException shortened(String text, IOException cause) {
    return new UncheckedIOException(
        new IOException("cannot read " + text + "; " + ShortenedFile.RULE, cause));
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw InputException.cannotRead(path, e);
    }
  }
}

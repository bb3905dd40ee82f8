package ai.nmt.io;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;

/**
 * Little-endian numbers anywhere in a file of any size, through memory mappings.
 *
 * <p>A Java mapping holds at most 2 GiB, so there is one for every started GiB of the file; each
 * reaches as far into the following ones as it can, so that a run of bytes of up to 1 GiB lies in
 * one mapping wherever it starts. May be read by several threads. The operating system frees a
 * mapping when it is garbage-collected.
 */
public final class MappedFile {
  private static final int WINDOW_SHIFT = 30;

  /** How the JVM says that a page could not be read; it knows neither the file nor the moment. */
  private static final String FAULT = "unsafe memory access";

  /** All that are in use: only to say which file an error of the JVM is about. */
  private static final Set<MappedFile> IN_USE =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final Path file;
  private final long size;
  private final int windowShift;
  private final ByteBuffer[] windows;

  private MappedFile(Path file, long size, int windowShift, ByteBuffer[] windows) {
    this.file = file;
    this.size = size;
    this.windowShift = windowShift;
    this.windows = windows;
  }

  /**
   * Explains an error that the JVM throws where mapped bytes cannot be read: the file became
   * shorter, or its disk or network failed.
   *
   * @param error anything that was thrown
   * @return what happened, with the name of a file that became shorter; empty for other errors
   */
  public static Optional<String> explain(Throwable error) {
    if (!(error instanceof InternalError) || !String.valueOf(error.getMessage()).contains(FAULT)) {
      return Optional.empty();
    }
    synchronized (IN_USE) {
      String shorter =
          IN_USE.stream()
              .map(mapped -> ShortenedFile.describe(mapped.file, mapped.size))
              .flatMap(Optional::stream)
              .sorted()
              .collect(Collectors.joining(", "));
      return Optional.of(
          shorter.isEmpty()
              ? "a file in use cannot be read any more: its disk or network share failed"
              : "cannot read " + shorter + "; " + ShortenedFile.RULE);
    }
  }

  /**
   * Maps a file.
   *
   * @param file the file, not to be changed while it is mapped
   * @return the mapped file
   * @throws InputException if the file cannot be read
   */
  public static MappedFile open(Path file) {
    return open(file, WINDOW_SHIFT);
  }

  /** With windows of 2^{@code windowShift} bytes, each mapped with its successor. */
  static MappedFile open(Path file, int windowShift) {
    try (FileChannel channel = FileChannel.open(file, READ)) {
      long size = channel.size();
      long window = 1L << windowShift;
      ByteBuffer[] windows = new ByteBuffer[Math.toIntExact((size + window - 1) >> windowShift)];
      for (int i = 0; i < windows.length; i++) {
        long start = (long) i << windowShift;
        long length = Math.min(size - start, Math.min(2 * window, Integer.MAX_VALUE));
        windows[i] = channel.map(MapMode.READ_ONLY, start, length).order(ByteOrder.LITTLE_ENDIAN);
      }
      MappedFile mapped = new MappedFile(file, size, windowShift, windows);
      IN_USE.add(mapped);
      return mapped;
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    }
  }

  /**
   * The file.
   *
   * @return its path, for messages
   */
  public Path file() {
    return file;
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
   * Reads an int.
   *
   * @param position of its first byte
   * @return the number
   */
  public int getInt(long position) {
    return window(position).getInt(within(position));
  }

  /**
   * Reads a long.
   *
   * @param position of its first byte
   * @return the number
   */
  public long getLong(long position) {
    return window(position).getLong(within(position));
  }

  /**
   * A part of the file.
   *
   * @param position of its first byte
   * @param length in bytes, at most 1 GiB
   * @return little-endian view from position 0
   * @throws IndexOutOfBoundsException if the part does not lie within the file
   */
  public ByteBuffer slice(long position, int length) {
    if (position < 0 || length < 0 || position > size - length) {
      throw new IndexOutOfBoundsException(
          length + " bytes at " + position + " of " + file + ", which has " + size);
    }
    if (length == 0) {
      return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    }
    return window(position).slice(within(position), length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer window(long position) {
    return windows[(int) (position >> windowShift)];
  }

  private int within(long position) {
    return (int) (position & ((1L << windowShift) - 1));
  }
}

package ai.nmt.io;

import static java.nio.file.StandardOpenOption.APPEND;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that grows by whole records: one that does not fit on the disk is taken back, so that the
 * file stays readable and the next one may fit again.
 */
public final class AppendedFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private AppendedFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens a file at its end.
   *
   * @param path the file, made where it is missing; its folder exists
   * @return the open file
   * @throws InputException if it cannot be written
   * @throws java.io.UncheckedIOException if the disk is full
   */
  public static AppendedFile open(Path path) {
    return open(path, StandardOpenOption.CREATE);
  }

  /**
   * Makes a file.
   *
   * @param path the file, which does not exist; its folder does
   * @return the open file
   * @throws InputException if it exists or cannot be written
   * @throws java.io.UncheckedIOException if the disk is full
   */
  public static AppendedFile create(Path path) {
    return open(path, StandardOpenOption.CREATE_NEW);
  }

  private static AppendedFile open(Path path, OpenOption option) {
    try {
      return new AppendedFile(path, FileChannel.open(path, option, APPEND));
    } catch (IOException e) {
      throw InputException.cannotWrite(path, e);
    }
  }

  /**
   * Adds a record.
   *
   * @param bytes the record, in the file when this returns, or not at all
   * @throws InputException if the file cannot be written
   * @throws java.io.UncheckedIOException if the disk is full
   */
  public synchronized void append(byte[] bytes) {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    try {
      long end = channel.size();
      try {
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      } catch (IOException e) {
        takeBack(end, e);
        throw e;
      }
    } catch (IOException e) {
      throw InputException.cannotWrite(path, e);
    }
  }

  private void takeBack(long end, IOException problem) {
    try {
      channel.truncate(end);
    } catch (IOException e) {
      // A device cannot be cut; what matters is why it could not be written to.
      problem.addSuppressed(e);
    }
  }

  /**
   * The file.
   *
   * @return its path
   */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw InputException.cannotWrite(path, e);
    }
  }
}

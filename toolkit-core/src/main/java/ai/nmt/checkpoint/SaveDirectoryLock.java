package ai.nmt.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import ai.nmt.io.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Keeps a second training out of a save directory.
 *
 * <p>The operating system holds the lock on the file {@code .lock} and lets go of it when the
 * process ends, however it ends, so that nothing is left behind to be cleaned up after {@code kill
 * -9}. The file says who holds it.
 */
public final class SaveDirectoryLock implements AutoCloseable {
  /** Name of the file. */
  public static final String FILE_NAME = ".lock";

  /** Beyond the text, because Windows lets nobody read locked bytes. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private static final int LONGEST_TEXT = 1000;

  private final Path file;
  private final FileChannel channel;

  private SaveDirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param directory the save directory, made where it is missing
   * @return the lock; close it when nothing is written any more
   * @throws InputException where another training holds it, naming that process, or where the
   *     directory cannot be written to
   */
  public static SaveDirectoryLock acquire(Path directory) {
    Path file = directory.resolve(FILE_NAME);
    try {
      Files.createDirectories(directory);
      while (true) {
        FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
        if (!tryLock(channel)) {
          throw inUse(directory, channel);
        }
        // The holder before may have deleted the file between its opening here and its locking.
        if (isStill(file, channel)) {
          write(channel);
          return new SaveDirectoryLock(file, channel);
        }
        channel.close();
      }
    } catch (IOException e) {
      throw InputException.cannotWrite(file, e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // Another training of this very process.
      return false;
    }
  }

  /** Whether the path leads to the open file: what is written here can be read there. */
  private static boolean isStill(Path file, FileChannel channel) throws IOException {
    String mark = "%d %d".formatted(ProcessHandle.current().pid(), System.nanoTime());
    channel.truncate(0);
    channel.write(UTF_8.encode(mark), 0);
    try {
      return Files.readString(file).equals(mark);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static void write(FileChannel channel) throws IOException {
    String text =
        "process %d, since %s"
            .formatted(
                ProcessHandle.current().pid(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    channel.truncate(0);
    channel.write(UTF_8.encode(text), 0);
  }

  private static InputException inUse(Path directory, FileChannel channel) throws IOException {
    try (channel) {
      ByteBuffer text = ByteBuffer.allocate(LONGEST_TEXT);
      channel.read(text, 0);
      return new InputException(
          "another training writes to %s (%s): wait for its end, stop it, or give another --save-dir"
              .formatted(directory, UTF_8.decode(text.flip())));
    }
  }

  /** Lets go of the directory. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release " + file, e);
    }
  }
}

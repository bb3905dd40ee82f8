package ai.nmt.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import ai.nmt.io.Folders;
import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second training out of a save directory.
 *
 * <p>The operating system holds the lock on the file {@code .lock} and lets go of it when the
 * process ends, however it ends, so that nothing is left behind to be cleaned up after {@code kill
 * -9}. The file says who holds it.
 *
 * <p>POSIX takes a process its locks on a file as soon as the process closes the file, however
 * often it is open. So nothing here opens the file a second time once it is locked, and the
 * directories that this process has locked are known without it.
 */
public final class SaveDirectoryLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SaveDirectoryLock.class);

  /** Name of the file. */
  public static final String FILE_NAME = ".lock";

  /** Beyond the text, because Windows lets nobody read locked bytes. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private static final int LONGEST_TEXT = 1000;

  /** Directories that this process has locked, and what their files say. */
  private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

  private final Path directory;
  private final Path file;
  private final FileChannel channel;

  private SaveDirectoryLock(Path directory, Path file, FileChannel channel) {
    this.directory = directory;
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
      Folders.make(directory);
      Path real = directory.toRealPath();
      String text = text();
      String holder = HELD.putIfAbsent(real, text);
      if (holder != null) {
        throw inUse(directory, holder);
      }
      FileChannel channel = null;
      try {
        channel = lock(directory, file);
        channel.truncate(0);
        channel.write(UTF_8.encode(text), 0);
        return new SaveDirectoryLock(real, file, channel);
      } catch (IOException | InputException e) {
        HELD.remove(real);
        if (channel != null) {
          channel.close();
        }
        throw e;
      }
    } catch (IOException e) {
      throw InputException.cannotWrite(file, e);
    }
  }

  private static String text() {
    return "process %d, since %s"
        .formatted(ProcessHandle.current().pid(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Locks the file that others see, too: the holder before deletes it when it lets go. */
  private static FileChannel lock(Path directory, Path file) throws IOException {
    while (true) {
      try {
        make(file);
        Object before = identity(file);
        FileChannel channel = FileChannel.open(file, READ, WRITE);
        if (!tryLock(channel)) {
          throw inUse(directory, channel);
        }
        if (Objects.equals(before, identity(file))) {
          return channel;
        }
        channel.close();
      } catch (NoSuchFileException e) {
        // It was deleted meanwhile. Where the whole directory was, making the file fails for good.
        Folders.make(directory);
      }
    }
  }

  private static void make(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      // Of a training that runs, or that was killed; the lock tells.
      return;
    }
  }

  /** What distinguishes a file from others that had its name or will; null on Windows. */
  private static Object identity(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      // Deleted meanwhile: equal to nothing.
      return new Object();
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
    return lock != null;
  }

  private static InputException inUse(Path directory, FileChannel channel) throws IOException {
    try (channel) {
      ByteBuffer text = ByteBuffer.allocate(LONGEST_TEXT);
      channel.read(text, 0);
      return inUse(directory, UTF_8.decode(text.flip()).toString());
    }
  }

  private static InputException inUse(Path directory, String holder) {
    return new InputException(
        "another training writes to %s (%s): wait for its end, stop it, or give another --save-dir"
            .formatted(directory, holder));
  }

  /** Lets go of the directory. */
  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The lock went with the channel, or goes with the process.
      LOG.warn("{} stays behind, which keeps nobody out: {}", file, InputException.reason(e));
    } finally {
      HELD.remove(directory);
    }
  }
}

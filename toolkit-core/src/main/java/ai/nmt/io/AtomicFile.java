package ai.nmt.io;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that appears complete or not at all.
 *
 * <p>Bytes go to {@code .NAME.tmp} in the same folder; {@link #commit} forces them to the disk and
 * renames. A crash at any moment leaves the previous file of that name as it was; the temporary
 * file that it may leave is reused by the next attempt.
 */
public final class AtomicFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 18;

  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private final OutputStream stream;
  private boolean committed;

  private AtomicFile(Path target, Path temporary, FileChannel channel) {
    this.target = target;
    this.temporary = temporary;
    this.channel = channel;
    this.stream =
        new BufferedOutputStream(
            new NamedOutput(target, Channels.newOutputStream(channel)), BUFFER_BYTES);
  }

  /** Writes bytes. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes everything.
     *
     * @param output buffered stream; left open
     * @throws IOException if writing fails
     */
    void writeTo(OutputStream output) throws IOException;
  }

  /**
   * Begins a file.
   *
   * @param target the file that is to appear
   * @return the file being written
   * @throws InputException if its folder cannot be written to
   */
  public static AtomicFile create(Path target) {
    Path temporary = target.resolveSibling("." + target.getFileName() + ".tmp");
    try {
      FileChannel channel = FileChannel.open(temporary, CREATE, TRUNCATE_EXISTING, READ, WRITE);
      return new AtomicFile(target, temporary, channel);
    } catch (IOException e) {
      throw InputException.cannotWrite(target, e);
    }
  }

  /**
   * Writes a whole file. What is no file, such as a device or a pipe, is written to as it is.
   *
   * @param target the file that is to appear
   * @param content what writes it
   * @throws InputException if it cannot be written
   * @throws java.io.UncheckedIOException if the disk is full
   */
  public static void write(Path target, Content content) {
    try {
      if (isDevice(target)) {
        writeDirectly(target, content);
        return;
      }
      try (AtomicFile file = create(target)) {
        content.writeTo(file.stream());
        file.commit();
      }
    } catch (IOException e) {
      throw InputException.cannotWrite(target, e);
    }
  }

  private static boolean isDevice(Path target) {
    return Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target);
  }

  private static void writeDirectly(Path target, Content content) throws IOException {
    try (OutputStream output =
        new BufferedOutputStream(new NamedOutput(target, Files.newOutputStream(target)))) {
      content.writeTo(output);
    }
  }

  /**
   * Where to write.
   *
   * @return buffered stream; need not be closed; its errors are those of {@link #commit}
   */
  public OutputStream stream() {
    return stream;
  }

  /**
   * Where to write at positions or in bulk.
   *
   * @return the channel behind {@link #stream}; flush the stream before changing from one to the
   *     other
   */
  public FileChannel channel() {
    return channel;
  }

  /**
   * Makes the file appear: flush, force to the disk, rename.
   *
   * @throws InputException if the file cannot be written or renamed
   * @throws java.io.UncheckedIOException if the disk is full
   */
  public void commit() {
    try {
      stream.flush();
      channel.force(true);
      channel.close();
      Files.move(temporary, target, ATOMIC_MOVE, REPLACE_EXISTING);
      committed = true;
      forceFolder();
    } catch (IOException e) {
      throw InputException.cannotWrite(target, e);
    }
  }

  /** The rename itself survives a power failure only once the folder is on the disk. */
  private void forceFolder() throws IOException {
    if (System.getProperty("os.name").startsWith("Windows")) {
      // Windows cannot open a folder as a file; its rename is journaled.
      return;
    }
    try (FileChannel folder = FileChannel.open(target.toAbsolutePath().getParent(), READ)) {
      folder.force(true);
    }
  }

  /** Drops the file unless it was committed. */
  @Override
  public void close() {
    if (committed) {
      return;
    }
    try {
      channel.close();
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw InputException.cannotWrite(temporary, e);
    }
  }
}

package ai.nmt.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Native libraries that a jar holds and whose owner unpacks them to a folder at its first start.
 *
 * <p>The owner asks for nothing but the files' names. A file that lost a part, as after a power
 * failure, would end the JVM without a message when it is loaded, so sizes are compared before.
 *
 * @param owner whose libraries they are, for messages
 * @param folder where they are unpacked; holds nothing else
 * @param libraries the files
 */
public record UnpackedLibraries(String owner, Path folder, List<Library> libraries) {
  private static final Logger LOG = LoggerFactory.getLogger(UnpackedLibraries.class);
  private static final double MEGABYTE = 1e6;

  /** What a first start that was killed left behind; a living one takes seconds. */
  private static final String LEFTOVER = "tmp\\d+";

  private static final Duration LEFT_FOR_GOOD = Duration.ofHours(1);

  /**
   * One library.
   *
   * @param name of its file
   * @param bytes its length
   * @param apart whether it is unpacked by itself; the others appear together
   */
  public record Library(String name, long bytes, boolean apart) {
    /**
     * A library that a jar holds.
     *
     * @param name of its file
     * @param packed where the jar holds it
     * @param apart whether it is unpacked by itself
     * @return the library with its length
     */
    public static Library of(String name, URL packed, boolean apart) {
      try {
        URLConnection connection = packed.openConnection();
        return new Library(name, connection.getContentLengthLong(), apart);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + packed, e);
      }
    }
  }

  /**
   * Lets the owner unpack and load them.
   *
   * @param owner calls the owner
   * @param <T> what the owner returns
   * @return what it returned
   * @throws InputException if the folder cannot be written or the libraries cannot be loaded
   * @throws UncheckedIOException if the disk is full
   */
  public <T> T load(Supplier<T> owner) {
    if (isComplete()) {
      return explained(owner);
    }
    try {
      Folders.make(folder.getParent());
      dropDamaged();
      dropLeftovers();
    } catch (IOException e) {
      throw cannotUnpack(e);
    }
    return explained(owner);
  }

  private boolean isComplete() {
    return libraries.stream().allMatch(library -> sizeOf(library) == library.bytes);
  }

  /** Whether the folder is such that the owner would take it for complete, or cannot fill it. */
  private boolean isDamaged() {
    return Files.exists(folder)
        && libraries.stream()
            .anyMatch(
                library ->
                    library.apart
                        ? sizeOf(library) >= 0 && sizeOf(library) != library.bytes
                        : sizeOf(library) != library.bytes);
  }

  /** The length of a library's file; -1 where there is none. */
  private long sizeOf(Library library) {
    Path file = folder.resolve(library.name);
    try {
      return Files.exists(file) ? Files.size(file) : -1;
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    }
  }

  private void dropDamaged() throws IOException {
    if (!isDamaged()) {
      return;
    }
    // Not to take away what another process unpacked in the meantime.
    try (FileChannel channel =
            FileChannel.open(
                folder.resolveSibling("." + folder.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && isDamaged()) {
        LOG.warn("the libraries of {} in {} are not whole: they are unpacked anew", owner, folder);
        delete(folder);
      }
    }
  }

  private void dropLeftovers() throws IOException {
    FileTime recent = FileTime.from(Instant.now().minus(LEFT_FOR_GOOD));
    List<Path> siblings;
    try (Stream<Path> files = Files.list(folder.getParent())) {
      siblings = files.filter(file -> file.getFileName().toString().matches(LEFTOVER)).toList();
    }
    for (Path sibling : siblings) {
      if (Files.getLastModifiedTime(sibling).compareTo(recent) < 0) {
        delete(sibling);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(folder)) {
      files = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  /** Owners wrap what went wrong in exceptions and errors of their own. */
  private <T> T explained(Supplier<T> owner) {
    try {
      return owner.get();
    } catch (RuntimeException | LinkageError e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException io) {
          throw cannotUnpack(io);
        }
        if (cause instanceof UnsatisfiedLinkError error) {
          throw cannotLoad(error);
        }
      }
      throw e;
    }
  }

  private RuntimeException cannotUnpack(IOException cause) {
    String message =
        "cannot unpack the libraries of %s (some %.0f MB) to %s: %s; DJL_CACHE_DIR can name another folder%s"
            .formatted(
                owner,
                libraries.stream().mapToLong(Library::bytes).sum() / MEGABYTE,
                folder.getParent(),
                InputException.reason(cause),
                System.getenv("ENGINE_CACHE_DIR") == null
                    ? ""
                    : ", once ENGINE_CACHE_DIR is unset");
    return InputException.isRefusal(cause)
        ? new UncheckedIOException(message, new IOException(message, cause))
        : new InputException(message, cause);
  }

  private InputException cannotLoad(UnsatisfiedLinkError cause) {
    String message = String.valueOf(cause.getMessage());
    String advice =
        message.contains("failed to map segment")
            ? "the folder is on a file system that runs no programs (noexec); DJL_CACHE_DIR can"
                + " name another folder"
            : "this system lacks a library that it needs, or has another version of it";
    return new InputException(
        "cannot load a library of %s: %s: %s".formatted(owner, message, advice), cause);
  }
}

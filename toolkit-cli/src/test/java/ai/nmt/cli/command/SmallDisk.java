package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file system in memory, small enough to be filled; tests are skipped where mounting one is not
 * permitted.
 */
final class SmallDisk implements AutoCloseable {
  private static final String FILLER = "filler";

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts a disk of so many KiB on a new folder. */
  static SmallDisk mount(Path folder, int kibibytes) throws IOException {
    Files.createDirectories(folder);
    String said =
        run("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "tmpfs", "" + folder);
    assumeTrue(said.isEmpty(), "a small disk cannot be mounted here: " + said);
    return new SmallDisk(folder);
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }

  /** Writes a file until nothing more fits. */
  void fill() {
    try (OutputStream filler = Files.newOutputStream(folder.resolve(FILLER))) {
      while (true) {
        filler.write(new byte[4096]);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left on device");
    }
  }

  /** Fills the disk, and a file on it to the end of its last block. */
  void fillWith(Path file) {
    fill();
    try (OutputStream output = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      while (true) {
        output.write('\n');
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left on device");
    }
  }

  /** Fills the disk but for so many KiB. */
  void fillBut(int kibibytes) {
    Path room = folder.resolve("room");
    try {
      Files.write(room, new byte[kibibytes * 1024]);
      fill();
      Files.delete(room);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what filled the disk. */
  void free() {
    try {
      Files.deleteIfExists(folder.resolve(FILLER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets nobody write to a folder any more, be it root; what is open stays open. */
  void makeReadOnly(Path directory) {
    try {
      assertThat(run("mount", "--bind", "" + directory, "" + directory)).isEmpty();
      assertThat(run("mount", "-o", "remount,bind,ro", "" + directory)).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Undoes {@link #makeReadOnly}. */
  void makeWritable(Path directory) throws IOException {
    assertThat(run("umount", "" + directory)).isEmpty();
  }

  /** Unmounts; fails where a command has left a file open. */
  @Override
  public void close() throws IOException {
    String said = run("umount", "" + folder);
    if (!said.isEmpty()) {
      run("umount", "-l", "" + folder);
    }
    assertThat(said).isEmpty();
  }

  /** Runs a program; returns what it says if it fails, or nothing. */
  private static String run(String... command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return "" + e.getMessage();
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return process.waitFor() == 0 ? "" : "failed: " + said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}

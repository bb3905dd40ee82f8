package ai.nmt.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.UnpackedLibraries.Library;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnpackedLibrariesTest {
  @TempDir private Path cache;

  private Path folder;
  private UnpackedLibraries libraries;

  @BeforeEach
  void twoLibrariesTogetherAndOneApart() {
    folder = cache.resolve("engine").resolve("2.7");
    libraries =
        new UnpackedLibraries(
            "Torch",
            folder,
            List.of(
                new Library("a.so", 3, false),
                new Library("b.so", 5, false),
                new Library("bridge.so", 2, true)));
  }

  /** Sizes of a.so, b.so and bridge.so, -1 where there is none, and whether they are kept. */
  @ParameterizedTest
  @CsvSource({
    "3, 5, 2, true",
    "3, 5, -1, true",
    "-1, 5, 2, false",
    "-1, -1, 2, false",
    "3, 0, 2, false",
    "3, 6, 2, false",
    "3, 5, 1, false"
  })
  void whatIsNotWholeIsUnpackedAnew(int a, int b, int bridge, boolean kept) throws IOException {
    write("a.so", a);
    write("b.so", b);
    write("bridge.so", bridge);
    assertThat(libraries.load(() -> Files.exists(folder))).isEqualTo(kept);
  }

  @Test
  void theFirstStartFindsTheFolderAboveReady() {
    assertThat(libraries.load(() -> Files.isDirectory(folder.getParent()))).isTrue();
    assertThat(folder).doesNotExist();
  }

  @Test
  void whatKilledStartsLeftIsDeletedOnceItIsOld() throws IOException {
    Path old = Files.createDirectories(folder.resolveSibling("tmp123"));
    Files.write(old.resolve("a.so"), new byte[2]);
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    Path recent = Files.createDirectories(folder.resolveSibling("tmp456"));
    Path other = Files.createDirectories(folder.resolveSibling("1.9"));
    Files.setLastModifiedTime(other, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    libraries.load(() -> null);
    assertThat(old).doesNotExist();
    assertThat(recent).exists();
    assertThat(other).exists();
  }

  @Test
  void aFileInTheWayIsAUserMistake() throws IOException {
    Path file = Files.createFile(cache.resolve("engine"));
    assertThatThrownBy(() -> libraries.load(() -> null))
        .isExactlyInstanceOf(InputException.class)
        .hasMessage(
            "cannot unpack the libraries of Torch (some 0 MB) to %1$s: %1$s is a file, not a folder;"
                    .formatted(file)
                + " DJL_CACHE_DIR can name another folder");
  }

  @Test
  void aFullDiskIsAFailure() {
    assertThatThrownBy(() -> libraries.load(failing(new IOException("No space left on device"))))
        .isExactlyInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("to " + folder.getParent() + ": No space left on device; DJL_CACHE");
  }

  @Test
  void errorsOfTheLinkerAreExplained() {
    assertThatThrownBy(
            () ->
                libraries.load(
                    failing(new UnsatisfiedLinkError("a.so: failed to map segment from shared"))))
        .isExactlyInstanceOf(InputException.class)
        .hasMessage(
            "cannot load a library of Torch: a.so: failed to map segment from shared: the folder is"
                + " on a file system that runs no programs (noexec); DJL_CACHE_DIR can name another"
                + " folder");
    assertThatThrownBy(
            () -> libraries.load(failing(new UnsatisfiedLinkError("libz.so.1: cannot open"))))
        .isExactlyInstanceOf(InputException.class)
        .hasMessageEndingWith(
            "libz.so.1: cannot open: this system lacks a library that it needs, or has another"
                + " version of it");
  }

  @Test
  void otherErrorsPass() {
    IllegalStateException error = new IllegalStateException("something else");
    assertThatThrownBy(
            () ->
                libraries.load(
                    () -> {
                      throw error;
                    }))
        .isSameAs(error);
  }

  @Test
  void aLibraryIsAsLongAsThePackedOne() throws IOException {
    Path file = Files.write(cache.resolve("packed"), new byte[7]);
    assertThat(Library.of("a.so", file.toUri().toURL(), true))
        .isEqualTo(new Library("a.so", 7, true));
  }

  /** As DJL wraps it: an exception around an error around the cause. */
  private static Supplier<Object> failing(Throwable cause) {
    return () -> {
      throw new IllegalStateException("cannot start", new ExceptionInInitializerError(cause));
    };
  }

  private void write(String name, int bytes) throws IOException {
    if (bytes >= 0) {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name), new byte[bytes]);
    }
  }
}

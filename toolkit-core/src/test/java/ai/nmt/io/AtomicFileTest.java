package ai.nmt.io;

import static ai.nmt.TextFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void nothingIsSeenBeforeTheCommit() throws IOException {
    Path target = write(folder.resolve("model"), "old");
    try (AtomicFile file = AtomicFile.create(target)) {
      file.stream().write('n');
      file.stream().flush();
      assertThat(target).hasContent("old");
      file.stream().write('w');
      file.commit();
    }
    assertThat(target).hasContent("nw");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aFileThatIsNotCommittedGoesAway() throws IOException {
    Path target = folder.resolve("model");
    try (AtomicFile file = AtomicFile.create(target)) {
      file.stream().write('n');
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatAKilledProcessLeftIsReplaced() {
    write(folder.resolve(".model.tmp"), "half a file that is longer than the next");
    AtomicFile.write(folder.resolve("model"), output -> output.write('x'));
    assertThat(folder.resolve("model")).hasContent("x");
    assertThat(Files.exists(folder.resolve(".model.tmp"))).isFalse();
  }

  @Test
  void problemsAreThoseOfTheUser() {
    assertThatThrownBy(() -> AtomicFile.create(folder.resolve("none/model")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none/model")
        .hasMessageContaining("folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"No space left on device", "Disk quota exceeded", "Input/output error"})
  void whatTheMachineRefusesIsNoWrongUse(String reason) {
    assertThat(InputException.cannotWrite(folder, new FileSystemException("f", null, reason)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot write " + folder + ": " + reason);
  }

  @Test
  void devicesAreWrittenToAndStayDevices() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no " + full);
    assertThatThrownBy(() -> AtomicFile.write(full, output -> output.write('x')))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot write /dev/full: No space left on device");
    assertThat(Files.isRegularFile(full)).isFalse();
  }
}

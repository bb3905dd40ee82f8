package ai.nmt.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedFileTest {
  @TempDir private Path folder;

  @Test
  void recordsFollowEachOtherAcrossOpenings() {
    Path path = folder.resolve("log");
    for (String text : new String[] {"one\n", "two\n"}) {
      try (AppendedFile file = AppendedFile.open(path)) {
        file.append(text.getBytes(UTF_8));
        file.append(new byte[0]);
        assertThat(file.path()).isEqualTo(path).content().endsWith(text);
      }
    }
    assertThat(path).hasContent("one\ntwo\n");
    assertThatThrownBy(() -> AppendedFile.create(path)).isInstanceOf(InputException.class);
  }

  @Test
  void aFullDeviceIsNoWrongUse() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no " + full);
    try (AppendedFile file = AppendedFile.open(full)) {
      assertThatThrownBy(() -> file.append(new byte[] {'x'}))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("cannot write /dev/full: No space left on device");
    }
  }

  @Test
  void aMissingFolderIsWrongUse() {
    assertThatThrownBy(() -> AppendedFile.open(folder.resolve("none").resolve("log")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the folder it should lie in does not exist");
  }
}

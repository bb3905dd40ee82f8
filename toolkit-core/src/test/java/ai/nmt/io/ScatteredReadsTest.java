package ai.nmt.io;

import static ai.nmt.TextFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScatteredReadsTest {
  @TempDir private Path folder;

  @Test
  void partsAreLittleEndian() {
    Path path = write(folder.resolve("b"), new byte[] {1, 2, 3, 4, 5});
    try (ScatteredReads file = ScatteredReads.open(path)) {
      assertThat(file.file()).isEqualTo(path);
      assertThat(file.size()).isEqualTo(5);
      assertThat(file.read(1, 4).getInt()).isEqualTo(0x05040302);
      assertThat(file.read(5, 0).hasRemaining()).isFalse();
      assertThatThrownBy(() -> file.read(2, 4)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> file.read(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> file.read(1, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void filesMayBeLargerThanTwoGibibytes() throws IOException {
    Path path = folder.resolve("large");
    // Sparse: the hole takes no room on the disk.
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek((5L << 30) - 2);
      file.write(new byte[] {1, 2, 3, 4});
    }
    try (ScatteredReads file = ScatteredReads.open(path)) {
      assertThat(file.read((5L << 30) - 2, 4).getInt()).isEqualTo(0x04030201);
    }
  }

  @Test
  void anInterruptedThreadReadsAndLeavesTheFileOpen() {
    try (ScatteredReads file = ScatteredReads.open(write(folder.resolve("b"), new byte[8]))) {
      Thread.currentThread().interrupt();
      assertThat(file.read(0, 8).getLong()).isZero();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(file.read(0, 8).getLong()).isZero();
    }
  }

  @Test
  void whatCannotBeReadIsNamed() {
    assertThatThrownBy(() -> ScatteredReads.open(folder.resolve("none")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none: there is no such file");
    ScatteredReads closed = ScatteredReads.open(write(folder.resolve("b"), new byte[8]));
    closed.close();
    assertThatThrownBy(() -> closed.read(0, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot read " + folder.resolve("b"));
  }
}

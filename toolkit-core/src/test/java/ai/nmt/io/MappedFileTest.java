package ai.nmt.io;

import static ai.nmt.TextFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedFileTest {
  @TempDir private Path folder;

  @Test
  void numbersMayCrossWindows() {
    byte[] bytes = new byte[100];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    MappedFile file = MappedFile.open(write(folder.resolve("b"), bytes), 4);
    ByteBuffer expected = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(file.size()).isEqualTo(100);
    for (int i = 0; i <= 92; i++) {
      assertThat(file.getInt(i)).isEqualTo(expected.getInt(i));
      assertThat(file.getLong(i)).isEqualTo(expected.getLong(i));
    }
    for (int i = 0; i <= 84; i++) {
      assertThat(file.slice(i, 16)).isEqualTo(expected.slice(i, 16));
    }
    assertThat(file.slice(100, 0).hasRemaining()).isFalse();
    assertThatThrownBy(() -> file.slice(90, 11)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> file.slice(-1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void filesMayBeLargerThanTwoGibibytes() throws IOException {
    Path path = folder.resolve("large");
    // Sparse: the hole takes no room on the disk.
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(5L << 30);
      file.seek((3L << 30) - 4);
      file.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
      file.seek((5L << 30) - 8);
      file.write(new byte[] {9, 0, 0, 0, 0, 0, 0, 0});
    }
    MappedFile mapped = MappedFile.open(path);
    assertThat(mapped.getLong((3L << 30) - 4)).isEqualTo(0x0807060504030201L);
    assertThat(mapped.getLong((5L << 30) - 8)).isEqualTo(9);
    assertThat(mapped.slice((3L << 30) - 4, 8).get(7)).isEqualTo((byte) 8);
  }

  @Test
  void anEmptyFileCanBeMapped() {
    assertThat(MappedFile.open(write(folder.resolve("e"), "")).size()).isZero();
  }

  @Test
  void aMissingFileIsReported() {
    assertThatThrownBy(() -> MappedFile.open(folder.resolve("none.idx")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none.idx");
  }

  /** The JVM's error names no file. */
  @Test
  void aFileThatBecameShorterIsNamed() throws IOException {
    Path path = write(folder.resolve("cut"), new byte[10_000]);
    MappedFile mapped = MappedFile.open(path);
    Error fault = new InternalError("a fault occurred in a recent unsafe memory access operation");
    assertThat(MappedFile.explain(fault))
        .hasValueSatisfying(text -> assertThat(text).contains("failed").doesNotContain("cut"));
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(3);
    }
    assertThat(MappedFile.explain(fault))
        .hasValue(
            "cannot read %s: it had 10,000 bytes and has 3 now; files must not change while they"
                    .formatted(path)
                + " are in use");
    assertThat(MappedFile.explain(new InternalError("another"))).isEmpty();
    assertThat(MappedFile.explain(new IllegalStateException("unsafe memory access"))).isEmpty();
    assertThat(mapped.size()).isEqualTo(10_000);
  }
}

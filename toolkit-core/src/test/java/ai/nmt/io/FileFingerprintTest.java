package ai.nmt.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFingerprintTest {
  @TempDir private Path folder;

  @Test
  void aSmallFileIsReadAsAWhole() throws IOException {
    Path file = Files.write(folder.resolve("abc"), "abc".getBytes(StandardCharsets.US_ASCII));
    // SHA-256 of "abc" as FIPS 180-2 gives it.
    assertThat(FileFingerprint.of(file))
        .isEqualTo(
            new FileFingerprint(
                3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    assertThat(FileFingerprint.of(Files.write(file, new byte[0])).bytes()).isZero();
  }

  @Test
  void ofALargeFileTheEndsCount() throws IOException {
    Path file = folder.resolve("sparse");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength((1L << 31) + 12_345);
      FileFingerprint zeros = FileFingerprint.of(file);
      large.seek(large.length() - 1);
      large.write(1);
      FileFingerprint last = FileFingerprint.of(file);
      large.seek(0);
      large.write(1);
      FileFingerprint both = FileFingerprint.of(file);
      assertThat(last.bytes()).isEqualTo(zeros.bytes()).isEqualTo((1L << 31) + 12_345);
      assertThat(last).isNotEqualTo(zeros);
      assertThat(both).isNotEqualTo(last);
    }
  }
}

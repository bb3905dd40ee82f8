package ai.nmt.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvertCommandTest {
  @TempDir Path folder;

  private static Path resource(String name) {
    try {
      return Path.of(ConvertCommandTest.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A checkpoint of fairseq 0.12.2, read directly and after the way there and back. */
  @Test
  void allKindsGiveTheSameTranslations() {
    String original = resource("/fairseq/v0.12/checkpoint_2_26.pt").toString();
    String there = folder.resolve("model.safetensors").toString();
    String back = folder.resolve("model.pt").toString();
    assertThat(CliRunner.run("convert", original, there).exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(CliRunner.run("convert", there, back).exitCode()).isEqualTo(ExitCode.DONE);
    String expected = generate(original);
    assertThat(expected).contains("H-0\t").contains("H-39\t");
    assertThat(generate(there)).isEqualTo(expected);
    assertThat(generate(back)).isEqualTo(expected);
  }

  private static String generate(String model) {
    CliRunner.Result result =
        CliRunner.run(
            "generate",
            resource("/fairseq/databin-joined").toString(),
            "--path",
            model,
            "--beam",
            "2",
            "--max-len-b",
            "10");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    return result.out();
  }

  @ParameterizedTest
  @CsvSource({"os, system", "builtins, eval", "elsewhere, Unknown"})
  void aMaliciousFileIsRefusedWithItsClassNamed(String module, String name) throws IOException {
    Path witness = folder.resolve("executed");
    String command = "touch " + witness;
    byte[] pickle =
        ("\u0080\u0002}X\u0005\u0000\u0000\u0000modelc"
                + module
                + "\n"
                + name
                + "\nX"
                + (char) command.length()
                + "\u0000\u0000\u0000"
                + command
                + "\u0085Rs.")
            .getBytes(ISO_8859_1);
    Path file = folder.resolve("malicious.pt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      ZipEntry entry = new ZipEntry("archive/data.pkl");
      CRC32 crc = new CRC32();
      crc.update(pickle);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(pickle.length);
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(pickle);
    }
    CliRunner.Result result =
        CliRunner.run("convert", file.toString(), folder.resolve("x.safetensors").toString());
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.err()).contains("'" + module + "." + name + "'").contains(file.toString());
    assertThat(witness).doesNotExist();
  }
}

package ai.nmt.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvertCommandTest {
  @TempDir Path folder;

  /** A copy of a resource, which may lie in an archive. */
  private Path resource(String name) {
    Path copy = folder.resolve(name.substring(name.lastIndexOf('/') + 1));
    try (InputStream stream = ConvertCommandTest.class.getResourceAsStream(name)) {
      Files.copy(stream, copy, StandardCopyOption.REPLACE_EXISTING);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    String measured = validate(original);
    assertThat(measured).containsPattern("'test' subset .*loss \\d.*ppl \\d");
    assertThat(validate(there)).isEqualTo(measured);
    assertThat(validate(back)).isEqualTo(measured);
  }

  private String validate(String model) {
    CliRunner.Result result =
        CliRunner.run("validate", folder.toString(), "--path", model, "--valid-subset", "test");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    return result.out();
  }

  private String generate(String model) {
    List.of(
            "dict.en.txt",
            "dict.de.txt",
            "test.en-de.en.idx",
            "test.en-de.en.bin",
            "test.en-de.de.idx",
            "test.en-de.de.bin")
        .forEach(file -> resource("/fairseq/databin-joined/" + file));
    CliRunner.Result result =
        CliRunner.run(
            "generate", folder.toString(), "--path", model, "--beam", "2", "--max-len-b", "10");
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

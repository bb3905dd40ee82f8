package ai.nmt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands, started by the launcher, whose standard streams are closed or are no text. */
class ClosedStreamsTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void layOut() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no /bin/bash here");
    Files.createDirectory(folder.resolve("bin"));
    Files.createDirectory(folder.resolve("lib"));
    Files.copy(
        Path.of(System.getProperty("basedir", "")).resolve("src/launcher/nmt"),
        folder.resolve("bin/nmt"));
    writeJar(folder.resolve("lib/all.jar"));
    Files.writeString(folder.resolve("codes"), "#version: 0.2\na b\n");
    Files.writeString(folder.resolve("text"), "a b\n");
  }

  /** A jar that holds nothing but the class path of this test. */
  private static void writeJar(Path file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" ")));
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lowercase",
        "tokenize -q",
        "detokenize -q",
        "normalize-punctuation",
        "remove-non-printing-char",
        "learn-bpe -s 9",
        "apply-bpe -c codes",
        "get-vocab",
        "score text"
      })
  void aClosedInputIsSaid(String command) throws Exception {
    assertEnds(
        command + " <&-", ExitCode.WRONG_USE, "cannot read standard input: it is closed", command);
    assertEnds(
        command + " <.",
        ExitCode.WRONG_USE,
        "cannot read standard input: it is a folder, not a file",
        command);
  }

  @Test
  void aClosedOutputIsSaid() throws Exception {
    assertEnds(
        "lowercase <text >&-",
        ExitCode.FAILED,
        "reading or writing failed: cannot write standard output: it is closed",
        "lowercase");
  }

  @Test
  void aClosedErrorStreamChangesNothing() throws Exception {
    assertThat(run("lowercase <text 2>&-")).isEqualTo(new Output(ExitCode.DONE, "a b\n", ""));
  }

  private record Output(int exitCode, String out, String err) {}

  private static void assertEnds(String line, int code, String message, String command)
      throws Exception {
    String name = command.split(" ", 2)[0];
    assertThat(run(line)).isEqualTo(new Output(code, "", "nmt " + name + ": " + message + "\n"));
  }

  /** Runs a line of the shell. */
  private static Output run(String line) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/bash", "-c", "bin/nmt " + line));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().keySet().removeAll(List.of("NMT_JAVA_OPTS", "JAVA_OPTS"));
    int code = builder.start().waitFor();
    return new Output(
        code,
        Files.readString(folder.resolve("out"), StandardCharsets.UTF_8),
        Files.readString(folder.resolve("err"), StandardCharsets.UTF_8));
  }
}

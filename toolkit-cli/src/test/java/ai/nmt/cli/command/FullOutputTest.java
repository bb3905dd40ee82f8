package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nmt.CopyCorpus;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands whose results do not fit on the disk: one message, exit code 1, nothing half-written.
 */
class FullOutputTest {
  /** A device on which nothing fits. */
  private static final Path FULL = Path.of("/dev/full");

  private static final String NO_SPACE = "No space left on device";

  @TempDir private static Path folder;

  @BeforeAll
  static void prepare() throws IOException {
    Path data = folder.resolve("data");
    CopyCorpus.write(data, 200, 20, 1);
    Path model = folder.resolve("ck");
    CliRunner.Result trained =
        CliRunner.run(
            TrainCommandTest.arguments(data, model, "--max-update", "2").toArray(String[]::new));
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    for (String language : List.of("xx", "yy")) {
      Files.writeString(folder.resolve("text." + language), "a b c a b\nb c a b\n".repeat(50));
    }
  }

  private static String[] words(String command) {
    return command.replace("%s", folder.toString()).split(" ", -1);
  }

  private static void assertFailed(CliRunner.Result result, String... message) {
    assertThat(result.err().lines().filter(line -> line.startsWith("nmt")).toList())
        .as(result.err())
        .singleElement()
        .asString()
        .contains(message)
        .contains("the disk is full", NO_SPACE);
    assertThat(result.err()).doesNotContain("\tat ", "Exception");
    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
  }

  @TestFactory
  Stream<DynamicTest> standardOutput() {
    assumeTrue(Files.exists(FULL), "there is no " + FULL);
    return Stream.of(
            "--help",
            "train --help",
            "train %s/data --max-tokens 99 --print-config",
            "generate-completion",
            "learn-bpe -s 5 -i %s/text.xx",
            "get-vocab -i %s/text.xx",
            "preprocess -s xx -t yy --trainpref %s/text --destdir %s/made",
            "score %s/text.xx -i %s/text.yy",
            "validate %s/data --path %s/ck/checkpoint_last.safetensors",
            "generate %s/data --gen-subset valid --path %s/ck/checkpoint_last.safetensors --quiet",
            "generate %s/data --gen-subset valid --path %s/ck/checkpoint_last.safetensors",
            "interactive %s/data -s xx -t yy --path %s/ck/checkpoint_last.safetensors"
                + " --input %s/text.xx")
        .map(
            command ->
                DynamicTest.dynamicTest(
                    command,
                    () ->
                        assertFailed(
                            CliRunner.runInto(FULL, words(command)),
                            "cannot write standard output")));
  }

  @Test
  void theProgramItselfEndsWithThatCode() throws Exception {
    assumeTrue(Files.exists(FULL), "there is no " + FULL);
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "ai.nmt.cli.Main",
                "generate-completion")
            .redirectOutput(FULL.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor()).isEqualTo(ExitCode.FAILED);
    assertThat(err)
        .hasContent(
            "nmt generate-completion: the disk is full: cannot write standard output: No space left on device."
                + " Free some space and run the command again.");
  }

  /** As much as fits was written when the disk became full. */
  @Test
  void aFileThatStandardOutputGoesToMayBeCutOffButNotSilently() throws IOException {
    Path codes = folder.resolve("some.codes");
    Path text = Files.writeString(folder.resolve("long"), "a b c a b\n".repeat(20_000));
    assertThat(CliRunner.run(words("learn-bpe -s 5 -i %s/text.xx -o " + codes)).exitCode())
        .isZero();
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk3"), 64)) {
      Path file = disk.resolve("out");
      String command = "apply-bpe -c " + codes + " -i " + text;
      assertFailed(CliRunner.runInto(file, words(command)), "cannot write standard output");
      assertThat(file).content().startsWith("a b c a b\n");
      Files.delete(file);
      assertFailed(CliRunner.run(words(command + " -o " + file)), "cannot write " + file);
      assertThat(file.getParent()).isEmptyDirectory();
    }
  }

  @Test
  void filesAppearWholeOrNotAtAll() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 64)) {
      Path old = Files.writeString(disk.resolve("old"), "a whole file");
      String last = folder.resolve("ck").resolve(CheckpointNames.LAST).toString();
      disk.fill();
      for (String name : List.of("new", "old")) {
        String file = disk.resolve(name).toString();
        String[] message = {"cannot write " + file};
        assertFailed(CliRunner.run(words("learn-bpe -s 5 -i %s/text.xx -o " + file)), message);
        assertFailed(CliRunner.run(words("get-vocab -i %s/text.xx -o " + file)), message);
        assertFailed(
            CliRunner.run(
                words(
                    "learn-joint-bpe-and-vocab -s 5 -i %s/text.xx --write-vocabulary %s/v -o "
                        + file)),
            message);
        assertFailed(
            CliRunner.run("average-checkpoints", "--inputs", last, last, "--output", file),
            message);
      }
      for (String name : List.of("new.safetensors", "new.pt")) {
        assertFailed(
            CliRunner.run("convert", last, "" + disk.resolve(name)),
            "cannot write " + disk.resolve(name));
      }
      assertThat(old).hasContent("a whole file");
      try (Stream<Path> files = Files.list(old.getParent())) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .containsExactlyInAnyOrder("filler", "old");
      }
    }
  }

  @Test
  void filesThatGrowSideBySideAreNamed() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk4"), 64)) {
      disk.fill();
      Path sample = disk.resolve("sample");
      assertFailed(CliRunner.run("sample-corpus", sample.toString()), "cannot write " + sample);
      Path clean = disk.resolve("clean");
      assertFailed(
          CliRunner.run(words("clean-corpus %s/text xx yy " + clean + " 1 50")),
          "cannot write " + clean);
    }
  }

  @Test
  void binarisedDataAppearsWholeOrNotAtAll() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk2"), 64)) {
      Path made = Files.createDirectory(disk.resolve("made"));
      // Room for the two dictionaries.
      disk.fillBut(8);
      String command = "preprocess -s xx -t yy --trainpref %s/text --destdir " + made;
      assertFailed(CliRunner.run(words(command)), "cannot write " + made);
      assertThat(made).isDirectoryNotContaining("glob:**{.tmp,.bin,.idx}");
      disk.free();
      // The dictionaries are complete; whoever goes on is told what is there already.
      CliRunner.Result again = CliRunner.run(words(command));
      assertThat(again.err()).contains(made.resolve("dict.xx.txt").toString(), "--overwrite");
      assertThat(CliRunner.run(words(command + " --overwrite")).exitCode()).isZero();
    }
  }

  /** What {@code head} does. */
  @Test
  void aReaderThatGoesAwayEndsTheCommandSilently() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    for (String command :
        List.of(
            "learn-bpe -s 5 -i %s/text.xx",
            "generate-completion", "score %s/text.xx -i %s/text.yy")) {
      CliRunner.Result result = CliRunner.runInto(closed, words(command));
      assertThat(result.err()).as(command).doesNotContain("nmt", "pipe");
      assertThat(result.exitCode()).as(command).isEqualTo(ExitCode.OUTPUT_CLOSED);
    }
  }

  /** A device is written to, not replaced by a file. */
  @Test
  void devicesStayDevices() throws IOException {
    Path none = Path.of("/dev/null");
    assumeTrue(Files.exists(none), "there is no " + none);
    assertThat(CliRunner.run(words("learn-bpe -s 5 -i %s/text.xx -o " + none)).exitCode()).isZero();
    assertThat(Files.isRegularFile(none)).isFalse();
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("codes"));
    Files.writeString(folder.resolve("codes"), "");
    assertThat(CliRunner.run(words("learn-bpe -s 5 -i %s/text.xx -o " + link)).exitCode()).isZero();
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(folder.resolve("codes")).content().startsWith("#version");
  }
}

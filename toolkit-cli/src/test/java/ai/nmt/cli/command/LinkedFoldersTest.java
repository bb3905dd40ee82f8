package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.CopyCorpus;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders for results may be symbolic links, as they are where disks are divided among users. */
class LinkedFoldersTest {
  @TempDir Path folder;

  private Path link(String name) throws IOException {
    Path target = Files.createDirectories(folder.resolve("disk").resolve(name));
    return Files.createSymbolicLink(folder.resolve(name), target);
  }

  private Path onDisk(String path) {
    return folder.resolve("disk").resolve(path);
  }

  private static void succeeds(List<String> arguments) {
    CliRunner.Result result = CliRunner.run(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
  }

  private static void fails(String message, String... arguments) {
    CliRunner.Result result = CliRunner.run(arguments);
    assertThat(result.err()).contains(message).doesNotContain("Exception", "\tat ");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
  }

  @Test
  void trainingWritesIntoLinks() throws IOException {
    Path data = folder.resolve("data");
    CopyCorpus.write(data, 200, 20, 1);
    Path saved = link("saved");
    String[] flags = {
      "--max-update=1",
      "--log-interval=1",
      "--log-file=" + link("logs").resolve("log"),
      "--tensorboard-logdir=" + link("tensorboard"),
      "--report=" + link("pages").resolve("report.html")
    };
    succeeds(TrainCommandTest.arguments(data, saved, flags));
    assertThat(onDisk("saved/checkpoint_last.safetensors")).exists();
    assertThat(onDisk("saved/history.jsonl")).exists();
    assertThat(onDisk("logs/log")).exists();
    assertThat(onDisk("tensorboard/train_inner")).isDirectory();
    assertThat(onDisk("pages/report.html")).exists();

    Path profiled = link("profiled");
    succeeds(
        TrainCommandTest.arguments(
            data, profiled, "--max-update=1", "--no-save", "--init-type=adaptive-profiling"));
    assertThat(onDisk("profiled/profile.ratio.init")).exists();
  }

  @Test
  void analysesAndDataGoIntoLinks() throws IOException {
    Path text = link("text");
    succeeds(List.of("sample-corpus", "" + text, "--train", "20", "--valid", "5", "--test", "5"));
    assertThat(onDisk("text/train.en")).exists();
    succeeds(
        List.of(
            "preprocess",
            "-s=en",
            "-t=de",
            "--trainpref=" + text.resolve("train"),
            "--validpref=" + text.resolve("valid"),
            "--destdir=" + link("binary")));
    assertThat(onDisk("binary/dict.en.txt")).exists();
    succeeds(
        List.of(
            ("analyze output-change --embed-dim 16 --ffn-embed-dim 32 --attention-heads 2"
                    + " --depths 2 --seeds 1 --sentences 2 --length 5 --vocabulary 20"
                    + " --schemes post-ln --threads 1 --destdir "
                    + link("analysis"))
                .split(" ", -1)));
    assertThat(onDisk("analysis/output-change.csv")).exists();
  }

  @Test
  void linksToNothingAreNamed() throws IOException {
    Path gone = folder.resolve("gone");
    Path link = Files.createSymbolicLink(folder.resolve("link"), gone);
    String reason = link + " is a link to " + gone + ", which does not exist";
    fails("cannot write " + link + ": " + reason, "sample-corpus", "" + link);
    Path data = folder.resolve("data");
    CopyCorpus.write(data, 20, 5, 1);
    fails(
        "cannot write " + link.resolve(".lock") + ": " + reason,
        TrainCommandTest.arguments(data, link).toArray(String[]::new));
    Path text = Files.writeString(folder.resolve("train.en"), "a\n");
    Files.writeString(folder.resolve("train.de"), "a\n");
    fails(
        "cannot write " + link + ": " + reason + "; see --destdir",
        "preprocess",
        "-s=en",
        "-t=de",
        "--trainpref=" + text.resolveSibling("train"),
        "--destdir=" + link);
  }
}

package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.CopyCorpus;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import ai.nmt.report.HistoryEvent;
import ai.nmt.report.HistoryEvent.Kind;
import ai.nmt.report.RunHistory;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code nmt train} leaves to be looked at. */
class TrainMonitorTest {
  @TempDir Path folder;

  private Path data;

  @BeforeEach
  void writeCorpus() throws IOException {
    data = folder.resolve("data");
    CopyCorpus.write(data, 200, 20, 1);
  }

  private CliRunner.Result train(String... more) {
    return CliRunner.run(
        TrainCommandTest.arguments(data, folder.resolve("ck"), more).toArray(String[]::new));
  }

  private RunHistory history() {
    return RunHistory.read(folder.resolve("ck").resolve(RunHistory.FILE_NAME));
  }

  @Test
  void figuresSurviveAResume() throws IOException {
    Path tensorboard = folder.resolve("tb");
    Path log = folder.resolve("logs").resolve("log");
    Path report = folder.resolve("report.html");
    for (String last : List.of("4", "6")) {
      CliRunner.Result result =
          train(
              "--max-update",
              last,
              "--log-interval",
              "1",
              "--tensorboard-logdir",
              "" + tensorboard,
              "--log-file",
              "" + log,
              "--report",
              "" + report,
              "--log-format",
              "none");
      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(result.err()).contains("valid on 'valid'").doesNotContain("gnorm=");
    }
    assertThat(history().of(Kind.TRAIN_INNER))
        .extracting(HistoryEvent::updates)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(Files.readString(log))
        .contains("num_updates=4,", "num_updates=6,", "done after 4", "done after 6");
    assertThat(Files.readString(report)).contains("<b>6</b><span>updates", "class=\"mark\"");
    assertThat(files(tensorboard.resolve("train_inner"))).hasSize(2);
    assertThat(files(tensorboard.resolve("valid"))).hasSize(2);
  }

  @Test
  void theHistoryHoldsWhatItTakesToRepeatTheTraining() {
    assertThat(train("--max-update", "1", "--seed", "5").exitCode()).isZero();
    JsonObject sections = history().of(Kind.RUN).get(0).sections();
    assertThat(sections.getAsJsonObject("training").get("seed").getAsInt()).isEqualTo(5);
    assertThat(sections.getAsJsonObject("environment").get("threads").getAsInt()).isEqualTo(1);
    assertThat(sections.getAsJsonObject("environment").has("toolkit")).isTrue();
    assertThat(sections.getAsJsonObject("flags").get("seed").getAsString()).isEqualTo("5");
    assertThat(sections.getAsJsonObject("flags").get("encoder-layers").getAsString())
        .isEqualTo("2");
    JsonObject files = sections.getAsJsonObject("data").getAsJsonObject("files");
    assertThat(files.keySet()).contains("1/train.xx-yy.xx.bin", "1/valid.xx-yy.yy.idx");
    assertThat(files.getAsJsonObject("1/train.xx-yy.xx.bin").get("sha256").getAsString())
        .hasSize(64);
    assertThat(sections.getAsJsonObject("machine").keySet()).contains("java", "pytorch");
  }

  @Test
  void otherDataIsNoticedOnResume() throws IOException {
    assertThat(train("--max-update", "1").exitCode()).isZero();
    CopyCorpus.write(data, 200, 20, 2);
    Path log = folder.resolve("log");
    CliRunner.Result result = train("--max-update", "2", "--log-file", "" + log);
    assertThat(result.err()).contains("was trained on other data", "1/train.xx-yy.xx.bin");
    assertThat(Files.readString(log)).contains("| WARN ", "was trained on other data");
  }

  @Test
  void aReportIsMadeAfterwards() throws IOException {
    assertThat(train("--max-update", "2", "--log-interval", "1").exitCode()).isZero();
    CliRunner.Result result = CliRunner.run("report", folder.resolve("ck").toString());
    assertThat(result.out().trim()).isEqualTo(folder.resolve("ck/report.html").toString());
    assertThat(Files.readString(folder.resolve("ck/report.html"))).contains("Perplexity");
    CliRunner.Result missing = CliRunner.run("report", data.toString());
    assertThat(missing.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(missing.err())
        .contains("history.jsonl does not exist: expected a folder that train");
  }

  @Test
  void withoutCheckpointsTheHistoryLiesBesideTheReport() {
    Path report = folder.resolve("r.html");
    assertThat(train("--max-update", "1", "--no-save", "--report", "" + report).exitCode())
        .isZero();
    assertThat(folder.resolve("ck")).doesNotExist();
    assertThat(folder.resolve("r.html.history.jsonl")).exists();
  }

  @Test
  void trainingsInOneTensorBoardFolderDoNotHideEachOther() throws IOException {
    Path tensorboard = folder.resolve("tb");
    List<String> shared = List.of("--log-interval", "1", "--tensorboard-logdir", "" + tensorboard);
    assertThat(trainIn("one", shared, "--max-update", "2").err()).doesNotContain("TensorBoard");
    CliRunner.Result second = trainIn("two", shared, "--max-update", "2");
    Path other = tensorboard.resolve("two");
    assertThat(second.err())
        .contains(
            tensorboard
                + " holds another training's events, which TensorBoard would hide: those of this"
                + " one go to "
                + other);
    trainIn("two", shared, "--max-update", "3");
    trainIn("one", shared, "--max-update", "3");
    assertThat(files(tensorboard.resolve("train_inner"))).hasSize(2);
    assertThat(files(other.resolve("train_inner"))).hasSize(2);
    assertThat(files(other.resolve("valid"))).hasSize(2);
    trainIn("three", shared, "--max-update", "1", "--no-save");
    assertThat(files(tensorboard.resolve("training/train_inner"))).hasSize(1);
  }

  private CliRunner.Result trainIn(String directory, List<String> shared, String... more) {
    List<String> flags = new ArrayList<>(shared);
    flags.addAll(List.of(more));
    CliRunner.Result result =
        CliRunner.run(
            TrainCommandTest.arguments(
                    data, folder.resolve(directory), flags.toArray(String[]::new))
                .toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  @Test
  void theFolderOfAReportIsMadeByBothCommands() {
    Path first = folder.resolve("a/b/report.html");
    assertThat(train("--max-update", "1", "--report", "" + first).exitCode()).isZero();
    assertThat(first).exists();
    Path second = folder.resolve("c/d/report.html");
    CliRunner.Result result = CliRunner.run("report", "" + folder.resolve("ck"), "-o", "" + second);
    assertThat(result.out()).isEqualTo(second + System.lineSeparator());
    assertThat(second).exists();
  }

  @Test
  void samplesOfPreparedTextAreJoinedOnRequest() throws IOException {
    assertThat(train("--max-update", "1").exitCode()).isZero();
    Path samples =
        Files.writeString(folder.resolve("gen"), "S-0\ta ho@@ use\nH-0\t-1\tein Ha@@ us\n");
    List<String> report = List.of("report", "" + folder.resolve("ck"), "--samples", "" + samples);
    assertThat(CliRunner.run(report.toArray(String[]::new)).exitCode()).isZero();
    Path page = folder.resolve("ck/report.html");
    assertThat(Files.readString(page)).contains("<dd>a ho@@ use</dd>", "<dd>ein Ha@@ us</dd>");
    List<String> joined = new ArrayList<>(report);
    joined.add("--remove-bpe");
    assertThat(CliRunner.run(joined.toArray(String[]::new)).exitCode()).isZero();
    assertThat(Files.readString(page)).contains("<dd>a house</dd>", "<dd>ein Haus</dd>");
  }

  @Test
  void aDamagedHistoryIsNamed() throws IOException {
    Path history =
        Files.writeString(
            Files.createDirectory(folder.resolve("bad")).resolve(RunHistory.FILE_NAME), "{}\n");
    CliRunner.Result result = CliRunner.run("report", "" + folder.resolve("bad"));
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.err())
        .isEqualTo(
            "nmt report: "
                + history
                + " is not the history of a training: it has no line that train wrote"
                + System.lineSeparator());
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}

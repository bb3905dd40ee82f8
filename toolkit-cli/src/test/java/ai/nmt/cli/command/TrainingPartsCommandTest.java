package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.CopyCorpus;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What {@code nmt train} says of training data in parts. */
class TrainingPartsCommandTest {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("ai.nmt");

  @TempDir Path folder;

  private Path data;

  @BeforeEach
  void writeCorpus() throws IOException {
    data = folder.resolve("data");
    CopyCorpus.write(data, 100, 20, 1);
    LOG.setLevel(Level.INFO);
  }

  @AfterEach
  void calmLog() {
    LOG.setLevel(null);
  }

  private String train(String folders, String... more) {
    List<String> arguments =
        TrainCommandTest.arguments(Path.of(folders), folder.resolve("ck"), more);
    CliRunner.Result result = CliRunner.run(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    return result.err();
  }

  @Test
  void partsAreNamedAndMissedWhereTheyGo() throws IOException {
    CopyCorpus.writeSplit(data, "train1", 30, 2);
    CopyCorpus.writeSplit(data, "train3", 30, 2);
    assertThat(train(data.toString(), "--max-update=1"))
        .contains(
            data + " train + train1 xx-yy: 130 sentence pairs",
            data + " valid xx-yy: 20 sentence pairs");
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.filter(each -> each.toString().contains("train1")).toList()) {
        Files.delete(file);
      }
    }
    assertThat(train(data.toString(), "--max-update=2"))
        .contains(
            data + " train xx-yy: 100 sentence pairs",
            "was trained on other data: 1/train1.xx-yy.xx.bin, 1/train1.xx-yy.xx.idx,"
                + " 1/train1.xx-yy.yy.bin, 1/train1.xx-yy.yy.idx differ");
  }

  @Test
  void otherNamesHaveParts() {
    CopyCorpus.writeSplit(data, "mine", 40, 2);
    CopyCorpus.writeSplit(data, "mine1", 50, 3);
    assertThat(train(data.toString(), "--train-subset=mine", "--max-update=1"))
        .contains(data + " mine + mine1 xx-yy: 90 sentence pairs");
  }

  /** Validation is on what was asked for, also where the training has more. */
  @Test
  void validationDataHasNoParts() {
    CopyCorpus.writeSplit(data, "train1", 30, 2);
    CopyCorpus.writeSplit(data, "valid1", 30, 2);
    assertThat(train(data.toString(), "--valid-subset=train,valid", "--max-update=1"))
        .contains(
            data + " train + train1 xx-yy: 130 sentence pairs",
            data + " train xx-yy: 100 sentence pairs",
            data + " valid xx-yy: 20 sentence pairs");
  }

  @Test
  void eachFolderHasItsOwnParts() throws IOException {
    Path other = folder.resolve("other");
    CopyCorpus.write(other, 60, 20, 4);
    CopyCorpus.writeSplit(other, "train1", 30, 2);
    CopyCorpus.writeSplit(other, "train2", 10, 3);
    assertThat(train(data + ":" + other, "--max-epoch=2"))
        .contains(
            data + " train xx-yy: 100 sentence pairs",
            other + " train + train1 + train2 xx-yy: 100 sentence pairs");
  }
}

package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.CopyCorpus;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.cli.command.TrainingProcess.Signal;
import ai.nmt.train.saving.TrainingCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training that is killed fifty times at random moments, its start included, loses nothing but
 * the updates since its newest checkpoint, and ends where the uninterrupted one ends.
 */
@Tag("long")
@Timeout(1800)
class SoakTest {
  private static final int KILLS = 50;
  private static final int SAVE_INTERVAL = 10;
  private static final Pattern UPDATES = Pattern.compile("num_updates=(\\d+),");

  @TempDir Path folder;

  private final Random random = new Random(20);

  private List<String> arguments(String directory) {
    return TrainCommandTest.arguments(
        folder.resolve("data"),
        folder.resolve(directory),
        "--save-interval-updates",
        Integer.toString(SAVE_INTERVAL),
        "--keep-interval-updates",
        "2",
        "--keep-last-epochs",
        "1",
        "--ema-decay",
        "0.99",
        "--log-interval",
        "1",
        "--max-update",
        "2000");
  }

  /** Starts the training and kills it; returns the last update it reported, 0 for none. */
  private long killSomewhen() throws Exception {
    TrainingProcess process =
        TrainingProcess.start(folder.resolve("killed.log"), arguments("killed"));
    if (random.nextInt(5) == 0) {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(2000));
    } else {
      int updates = 1 + random.nextInt(60);
      process.await(() -> reported(process.log()).size() >= updates);
      TimeUnit.MICROSECONDS.sleep(random.nextInt(30_000));
    }
    process.end(Signal.KILL);
    List<MatchResult> reported = reported(process.log());
    return reported.isEmpty() ? 0 : Long.parseLong(reported.get(reported.size() - 1).group(1));
  }

  private static List<MatchResult> reported(String log) {
    return UPDATES.matcher(log).results().toList();
  }

  /** Updates in the newest checkpoint, which must be whole; 0 before there is one. */
  private long saved() {
    Path last = folder.resolve("killed").resolve(CheckpointNames.LAST);
    if (!Files.exists(last)) {
      return 0;
    }
    try (Checkpoint checkpoint = Checkpoint.open(last)) {
      return TrainingCheckpoint.updates(checkpoint);
    }
  }

  @Test
  void fiftyKillsLoseNothingButTheUpdatesSinceTheLastSave() throws Exception {
    CopyCorpus.write(folder.resolve("data"), 1200, 200, 1);
    long before = 0;
    long lost = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      long reported = killSomewhen();
      long saved = saved();
      assertThat(saved).as("updates saved at kill %d", kill).isGreaterThanOrEqualTo(before);
      // While a checkpoint is written training goes on, at most to where the next one is due.
      assertThat(reported - saved)
          .as("updates lost at kill %d", kill)
          .isLessThan(2L * SAVE_INTERVAL);
      lost += Math.max(0, reported - saved);
      before = saved;
    }
    System.out.printf("%d kills: %d updates saved, %d made again%n", KILLS, before, lost);
    TrainingProcess.runToTheEnd(folder.resolve("killed.log"), arguments("killed"));
    TrainingProcess.runToTheEnd(folder.resolve("whole.log"), arguments("whole"));
    Path killed = folder.resolve("killed");
    Path whole = folder.resolve("whole");
    assertThat(TrainingProcess.lastTensors(killed)).isEqualTo(TrainingProcess.lastTensors(whole));
    assertThat(TrainingProcess.losses(killed))
        .hasSizeGreaterThan(2000)
        .isEqualTo(TrainingProcess.losses(whole));
    assertThat(names(killed)).isEqualTo(names(whole));
  }

  private static List<String> names(Path directory) throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}

package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.CopyCorpus;
import ai.nmt.cli.command.TrainingProcess.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A training that is ended by every signal at every moment and started again each time writes the
 * checkpoints of an uninterrupted one, bit for bit, and tells the same history.
 *
 * <p>One training of each kind is ended twelve times: by SIGTERM, SIGINT and SIGKILL, each within
 * an epoch, at the end of one, while a checkpoint is written and while validation data is measured.
 * SIGKILL at the latter two is repeated until it has demonstrably hit: a half-written file is left,
 * or a validation that was due is not reported.
 */
@Tag("long")
@Timeout(1200)
class ExactnessTest {
  private static final int SAVE_INTERVAL = 10;
  private static final int ATTEMPTS = 40;

  private static final Pattern UPDATE =
      Pattern.compile("epoch \\d+: +(\\d+) / (\\d+) .*num_updates=(\\d+),");

  private static final Pattern EPOCH_END = Pattern.compile("\\| epoch \\d+ \\| loss");

  @TempDir static Path corpus;
  @TempDir Path folder;

  /** When a signal is sent. */
  enum Moment {
    WITHIN_EPOCH,
    EPOCH_END,
    SAVING,
    VALIDATION
  }

  @BeforeAll
  static void writeCorpus() throws IOException {
    CopyCorpus.write(corpus, 1200, 3000, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "adam, 1, --fp32", "adam, 3, --fp32", "radam, 1, --fp32", "radam, 3, --fp32",
    "adam, 1, --bf16", "adam, 3, --bf16", "radam, 1, --bf16", "radam, 3, --bf16"
  })
  void endsWhereTheUninterruptedTrainingEnds(String optimizer, int frequency, String precision)
      throws Exception {
    List<String> flags =
        new ArrayList<>(
            List.of("--optimizer", optimizer, "--update-freq", Integer.toString(frequency)));
    flags.addAll(precision.equals("--fp32") ? List.of() : List.of(precision));
    flags.addAll(List.of("--max-update", frequency == 1 ? "900" : "600"));
    TrainingProcess.runToTheEnd(folder.resolve("whole.log"), arguments("whole", flags));
    for (Moment moment : Moment.values()) {
      for (Signal signal : Signal.values()) {
        interrupt(moment, signal, flags);
        assertSameCheckpoints(moment + " " + signal);
      }
    }
    TrainingProcess.runToTheEnd(folder.resolve("parts.log"), arguments("parts", flags));
    assertSameCheckpoints("the end");
    Path parts = folder.resolve("parts");
    Path whole = folder.resolve("whole");
    assertThat(TrainingProcess.lastTensors(parts)).isEqualTo(TrainingProcess.lastTensors(whole));
    assertThat(TrainingProcess.losses(parts)).isEqualTo(TrainingProcess.losses(whole));
    assertThat(checkpoints(parts)).hasSameElementsAs(checkpoints(whole));
  }

  private List<String> arguments(String directory, List<String> flags) {
    List<String> arguments =
        new ArrayList<>(
            TrainCommandTest.arguments(
                corpus,
                folder.resolve(directory),
                "--save-interval-updates",
                Integer.toString(SAVE_INTERVAL),
                "--ema-decay",
                "0.99",
                "--log-interval",
                "1"));
    arguments.addAll(flags);
    return arguments;
  }

  /** Starts the training and ends it at a moment. */
  private void interrupt(Moment moment, Signal signal, List<String> flags) throws Exception {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      TrainingProcess process =
          TrainingProcess.start(folder.resolve("parts.log"), arguments("parts", flags));
      process.await(() -> isNow(moment, process.log()));
      process.end(signal);
      if (signal != Signal.KILL || hasHit(moment, process.log())) {
        return;
      }
    }
    throw new AssertionError(ATTEMPTS + " times SIGKILL did not hit the moment " + moment);
  }

  private boolean isNow(Moment moment, String log) throws IOException {
    return switch (moment) {
      case WITHIN_EPOCH -> isWithinEpoch(log);
      case EPOCH_END -> EPOCH_END.matcher(log).find();
      case SAVING -> log.contains("num_updates=") && isBeingWritten();
      case VALIDATION -> isBeforeValidation(log);
    };
  }

  private static List<MatchResult> updates(String log) {
    return UPDATE.matcher(log).results().toList();
  }

  private static boolean isWithinEpoch(String log) {
    List<MatchResult> updates = updates(log);
    if (updates.size() < 2 * SAVE_INTERVAL) {
      return false;
    }
    int done = Integer.parseInt(updates.get(updates.size() - 1).group(1));
    int all = Integer.parseInt(updates.get(updates.size() - 1).group(2));
    return done > 2 && done < all - 2;
  }

  private boolean isBeingWritten() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("parts"))) {
      return files.anyMatch(file -> file.getFileName().toString().matches("\\.checkpoint.*\\.tmp"));
    }
  }

  /** Whether the last thing that was reported is an update after which validation is due. */
  private static boolean isBeforeValidation(String log) {
    List<MatchResult> updates = updates(log);
    if (updates.size() < SAVE_INTERVAL) {
      return false;
    }
    MatchResult last = updates.get(updates.size() - 1);
    return Long.parseLong(last.group(3)) % SAVE_INTERVAL == 0
        && !log.substring(last.end()).contains("| valid on");
  }

  private boolean hasHit(Moment moment, String log) throws IOException {
    return switch (moment) {
      case WITHIN_EPOCH, EPOCH_END -> true;
      case SAVING -> isBeingWritten();
      case VALIDATION -> isBeforeValidation(log);
    };
  }

  private static List<String> checkpoints(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("checkpoint(\\d+|_\\d+_\\d+)\\.safetensors"))
          .toList();
    }
  }

  private void assertSameCheckpoints(String after) throws IOException {
    Path parts = folder.resolve("parts");
    for (String name : checkpoints(parts)) {
      assertThat(TrainingProcess.tensors(parts.resolve(name)))
          .as("%s after %s", name, after)
          .isEqualTo(TrainingProcess.tensors(folder.resolve("whole").resolve(name)));
    }
  }
}

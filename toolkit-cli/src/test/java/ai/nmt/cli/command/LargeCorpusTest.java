package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.SyntheticCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A training, in a process of its own, on more data than it may have memory. */
@Tag("long")
@Timeout(600)
@EnabledOnOs(OS.LINUX)
class LargeCorpusTest {
  private static final int PAIRS = 10_000_000;
  private static final long MIB = 1 << 20;
  private static final long HEAP = 144 * MIB;

  /** Heap, and what JVM and engine take beside it: libraries, code, threads, one batch. */
  private static final long MEMORY_OF_ITS_OWN = HEAP + 300 * MIB;

  @TempDir Path folder;

  @Test
  void aCorpusEightTimesAsLargeAsTheHeapIsTrainedOn() throws Exception {
    Path data = folder.resolve("data");
    SyntheticCorpus.write(data, PAIRS, 1);
    assertThat(bytes(data)).isGreaterThan(8 * HEAP).isGreaterThan(MEMORY_OF_ITS_OWN);

    Path log = folder.resolve("log");
    TrainingProcess process =
        TrainingProcess.start(
            List.of("-XX:+UseParallelGC", "-Xmx" + HEAP), log, arguments(data, log));
    long peak = 0;
    while (process.isAlive()) {
      peak = Math.max(peak, anonymousMemory(process.pid()));
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(process.waitFor()).as(process.log()).isZero();
    assertThat(process.log()).contains("num_updates=50,").contains("done after 50 updates");
    assertThat(peak).isPositive().isLessThan(MEMORY_OF_ITS_OWN);
  }

  private static List<String> arguments(Path data, Path log) {
    return TrainCommandTest.arguments(
        data,
        log.resolveSibling("checkpoints"),
        "--max-tokens",
        "4096",
        "--update-freq",
        "1",
        "--max-update",
        "50",
        "--log-interval",
        "10",
        "--disable-validation",
        "--no-save");
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** Resident memory that is no file's, in bytes; 0 where the process is gone. */
  private static long anonymousMemory(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .sum();
    } catch (IOException gone) {
      return 0;
    }
  }
}

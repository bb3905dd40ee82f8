package ai.nmt.train.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nmt.random.SplitMix64;
import ai.nmt.tensor.TorchEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Training leaves nothing behind: no array that outlives its step, no growing process. */
class MemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int WARM_UP = 700;
  private static final int STEPS = 1_500;

  @BeforeAll
  static void startEngine() {
    TorchEngine.start(1);
  }

  @Test
  void noArrayOutlivesAStepOfTheTransformer() {
    SplitMix64 random = new SplitMix64(5);
    try (SmallTraining training = new SmallTraining(1)) {
      training.step.run(List.of(SmallTraining.batch(random, 4, 9)), 0, 1e-3);
      int arrays = training.base.getManagedArrays().size();
      training.base.cap();
      for (int update = 1; update < 4; update++) {
        training.step.run(List.of(SmallTraining.batch(random, 4, 9)), update, 1e-3);
        training.evaluator.evaluate(SmallTraining.batch(random, 4, 9));
      }
      assertThat(training.base.getManagedArrays()).hasSize(arrays);
    }
  }

  @Test
  @Tag("long")
  void nativeMemoryIsFlatAfterWarmUp() throws IOException {
    assumeTrue(Files.exists(STATUS), "skipped: needs /proc to measure the process");
    SplitMix64 random = new SplitMix64(6);
    long warm = 0;
    long last = 0;
    try (SmallTraining training = new SmallTraining(1)) {
      for (int update = 1; update <= STEPS; update++) {
        training.step.run(List.of(SmallTraining.batch(random, 32, 60)), update, 1e-3);
        if (update % 100 == 0) {
          last = residentMebibytes();
          System.out.printf("after %d updates: %d MiB resident%n", update, last);
        }
        if (update == WARM_UP) {
          warm = last;
        }
      }
    }
    System.out.printf("grown by %d MiB from update %d to %d%n", last - warm, WARM_UP, STEPS);
    assertThat(last - warm).as("MiB grown after warm-up").isLessThan(40);
  }

  private static long residentMebibytes() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}

package ai.nmt.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCurvesTest {
  @TempDir private Path logs;

  private void log(String name, String... losses) throws IOException {
    StringBuilder text = new StringBuilder("2026-01-01 | INFO  | model\n");
    for (int i = 0; i < losses.length; i++) {
      text.append(
          "{\"epoch\":1,\"loss\":\"%s\",\"num_updates\":\"%d\",\"gnorm\":\"1.0\"}%n"
              .formatted(losses[i], 10 * (i + 1)));
    }
    Files.createDirectories(logs.resolve("6-6"));
    Files.writeString(logs.resolve("6-6").resolve(name + ".log"), text);
  }

  @Test
  void verdictsCompareWithTheBestRun() throws IOException {
    log("admin", "10.0", "8.0", "6.5", "6.0");
    log("converged", "10.0", "6.2", "6.1", "6.1");
    log("post-ln", "10.0", "9.1", "9.0", "9.0");
    log("pre-ln", "10.0", "nan");
    log("rezero", "10.0", "11.0");
    TrainingCurves curves = TrainingCurves.read(logs);
    assertThat(curves.runs().stream().map(curves::verdict))
        .containsExactly("trained", "trained", "stalled", "diverged", "diverged");
    assertThat(curves.table()).contains("| 6-6 | admin | 40 | 10.000 | 6.000 | 6.000 | trained |");
  }

  @Test
  void wrongLogsAreNamed() throws IOException {
    assertThatThrownBy(() -> TrainingCurves.read(logs))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("LOGS/GROUP/NAME.log");
    log("empty");
    assertThatThrownBy(() -> TrainingCurves.read(logs))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no line about updates");
    log("empty", "ten");
    assertThatThrownBy(() -> TrainingCurves.read(logs))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 2");
  }
}

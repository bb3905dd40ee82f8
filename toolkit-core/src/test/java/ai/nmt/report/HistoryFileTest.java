package ai.nmt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import ai.nmt.report.HistoryEvent.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
  private static final String TIME = "2026-01-02T03:04:05Z";

  @TempDir private Path folder;

  private Path path;

  @BeforeEach
  void choosePath() {
    path = folder.resolve("model").resolve(RunHistory.FILE_NAME);
  }

  private void write(long from, long... updates) {
    try (HistoryFile file = HistoryFile.open(path, from)) {
      file.begin(TIME, from, Map.of("environment", "{\"threads\":2}"));
      for (long update : updates) {
        file.append(
            HistoryEvent.training(Kind.TRAIN_INNER, TIME, update, 1, Map.of("loss", 1.0 / update)));
      }
    }
  }

  private List<Long> updates() {
    return RunHistory.read(path).of(Kind.TRAIN_INNER).stream().map(HistoryEvent::updates).toList();
  }

  @Test
  void linesAreJson() throws IOException {
    write(0, 100);
    assertThat(Files.readString(path))
        .isEqualTo(
            """
            {"kind":"RUN","time":"2026-01-02T03:04:05Z","updates":0,"sections":{"environment":{"threads":2}}}
            {"kind":"TRAIN_INNER","time":"2026-01-02T03:04:05Z","updates":100,"epoch":1,"figures":{"loss":0.01}}
            """);
  }

  @Test
  void whatHappensAgainIsCut() {
    write(0, 100, 200, 300);
    write(200, 300, 400);
    assertThat(updates()).containsExactly(100L, 200L, 300L, 400L);
    assertThat(RunHistory.read(path).of(Kind.RUN))
        .extracting(HistoryEvent::updates)
        .containsExactly(0L, 200L);
  }

  @Test
  void halfALineIsToleratedAndCut() throws IOException {
    write(0, 100, 200);
    Files.writeString(path, "{\"kind\":\"TRAIN_IN", StandardOpenOption.APPEND);
    assertThat(RunHistory.read(path).damagedLines()).isEqualTo(1);
    assertThat(updates()).containsExactly(100L, 200L);
    write(200, 300);
    assertThat(RunHistory.read(path).damagedLines()).isZero();
    assertThat(updates()).containsExactly(100L, 200L, 300L);
  }

  @Test
  void anyCutOfTheFileIsRead() throws IOException {
    write(0, 100, 200);
    byte[] whole = Files.readAllBytes(path);
    for (int length = 200; length < whole.length; length++) {
      Files.write(path, Arrays.copyOf(whole, length));
      assertThat(updates()).isIn(List.of(), List.of(100L), List.of(100L, 200L));
    }
  }

  @Test
  void figuresThatAreNoNumbersSurvive() {
    try (HistoryFile file = HistoryFile.open(path, 0)) {
      file.append(HistoryEvent.validation(TIME, 5, 1, "valid", Map.of("loss", Double.NaN), null));
    }
    assertThat(RunHistory.read(path).events().get(0).figures().get("loss")).isNaN();
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, "nothing\n");
    assertThatThrownBy(() -> RunHistory.read(path))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not the history of a training");
  }
}

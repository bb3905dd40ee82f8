package ai.nmt.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir private Path folder;

  private Path runs;

  @BeforeEach
  void nameTheFolder() {
    runs = folder.resolve("a/runs");
  }

  @Test
  void theFirstTrainingHasTheFolderItself() {
    assertThat(RunFolder.take(runs, "/models/x", "x", false)).isEqualTo(runs);
    assertThat(RunFolder.take(runs, "/models/x", "x", true)).isEqualTo(runs);
    assertThat(RunFolder.take(runs, "/models/x", "x", false)).isEqualTo(runs);
  }

  @Test
  void othersHaveFoldersOfTheirOwnAndKeepThem() {
    RunFolder.take(runs, "/models/x", "x", false);
    for (int i = 0; i < 2; i++) {
      assertThat(RunFolder.take(runs, "/models/y", "y", i > 0)).isEqualTo(runs.resolve("y"));
      assertThat(RunFolder.take(runs, "/other/y", "y", i > 0)).isEqualTo(runs.resolve("y-2"));
      assertThat(RunFolder.take(runs, "/third/y", "y", i > 0)).isEqualTo(runs.resolve("y-3"));
    }
    assertThat(RunFolder.take(runs, "/models/x", "x", true)).isEqualTo(runs);
  }

  @Test
  void eventsOfAnUnknownTrainingAreAnothersUnlessTheTrainingGoesOn() throws IOException {
    Files.createDirectories(runs.resolve("train_inner"));
    Files.writeString(runs.resolve("train_inner/events.out.tfevents.1.host.2"), "");
    assertThat(RunFolder.take(runs, "/models/x", "x", false)).isEqualTo(runs.resolve("x"));
    assertThat(RunFolder.take(runs, "/models/y", "y", true)).isEqualTo(runs);
    assertThat(RunFolder.take(runs, "/models/y", "y", false)).isEqualTo(runs);
  }

  @Test
  void otherFilesAreNoEvents() throws IOException {
    Files.createDirectories(runs.resolve("notes"));
    Files.writeString(runs.resolve("notes/todo"), "");
    assertThat(RunFolder.take(runs, "/models/x", "x", false)).isEqualTo(runs);
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> RunFolder.take(file, "/models/x", "x", false))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("cannot write " + file + ": ");
  }
}

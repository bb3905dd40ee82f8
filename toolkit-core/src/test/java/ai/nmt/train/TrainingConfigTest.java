package ai.nmt.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.CheckpointContent;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingConfigTest {
  @TempDir Path folder;

  /** As checkpoints were before the settings that are removed here existed. */
  @Test
  void settingsThatOlderCheckpointsLackHaveTheirDefaults() {
    JsonObject older =
        JsonParser.parseString(CheckpointContent.json(TrainingConfig.defaults())).getAsJsonObject();
    JsonObject loading = older.getAsJsonObject("loading");
    for (String later : List.of("leftPadSource", "truncateSource", "curriculum")) {
      assertThat(loading.remove(later)).as(later).isNotNull();
    }
    assertThat(older.getAsJsonObject("saving").remove("keepIntervalPattern")).isNotNull();
    Path file = folder.resolve("older.safetensors");
    new CheckpointContent().section("training", older).write(file);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThat(checkpoint.section("training", TrainingConfig.class))
          .isEqualTo(TrainingConfig.defaults());
    }
  }
}

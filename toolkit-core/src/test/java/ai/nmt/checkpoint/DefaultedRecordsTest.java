package ai.nmt.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultedRecordsTest {
  @TempDir Path folder;

  /** A component's settings, with one that came later. */
  public record Part(int size, double rate, boolean fast, Integer limit, String name) {
    /** Checks the values. */
    public Part {
      if (size < 1) {
        throw new IllegalArgumentException("--size must be at least 1, but is " + size);
      }
    }

    /** What a setting is where nothing else is said. */
    public static Part defaults() {
      return new Part(7, 0.5, true, 3, "part");
    }
  }

  /** Settings that hold others. */
  public record Whole(Part part, long seed) {
    /** What a setting is where nothing else is said. */
    public static Whole defaults() {
      return new Whole(Part.defaults(), 42);
    }
  }

  private static <T> T read(String json, Class<T> type) {
    return Checkpoint.GSON.fromJson(json, type);
  }

  @Test
  void missingNumbersAndSwitchesHaveTheirDefaults() {
    assertThat(read("{\"rate\": 0.25}", Part.class)).isEqualTo(new Part(7, 0.25, true, null, null));
    assertThat(read("{\"part\": {\"fast\": false, \"name\": \"x\"}}", Whole.class))
        .isEqualTo(new Whole(new Part(7, 0.5, false, null, "x"), 42));
    assertThat(read("{}", Whole.class)).isEqualTo(new Whole(null, 42));
  }

  @Test
  void whatIsThereIsReadBack() {
    Part part = new Part(1, Double.NaN, false, null, "");
    assertThat(read(CheckpointContent.json(part), Part.class)).isEqualTo(part);
    Part infinite = new Part(2, Double.NEGATIVE_INFINITY, true, 0, null);
    assertThat(read(CheckpointContent.json(infinite), Part.class)).isEqualTo(infinite);
    assertThat(read("null", Part.class)).isNull();
  }

  /** What a record refuses is a problem of the file, not a bug. */
  @Test
  void refusedValuesAreNamed() {
    Path file = folder.resolve("a.safetensors");
    new CheckpointContent().section("part", Map.of("size", 0)).write(file);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThatThrownBy(() -> checkpoint.section("part", Part.class))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("section 'part'")
          .hasMessageContaining("--size must be at least 1, but is 0");
    }
  }
}

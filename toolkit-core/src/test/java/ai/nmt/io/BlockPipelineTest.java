package ai.nmt.io;

import static ai.nmt.TextFiles.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockPipelineTest {
  @TempDir private Path folder;

  private static List<String> decode(LineBlock block) {
    List<String> lines = new ArrayList<>();
    try (Utf8Lines reader = block.lines()) {
      reader.forEachRemaining(lines::add);
    }
    return lines;
  }

  @Test
  void resultsComeInTheFilesOrder() {
    // Some 3.4 MB, so several blocks.
    List<String> expected =
        IntStream.range(0, 500_000).mapToObj(String::valueOf).collect(Collectors.toList());
    Path file = write(folder.resolve("t"), String.join("\n", expected));
    for (int workers = 1; workers <= 4; workers++) {
      List<String> lines = new ArrayList<>();
      try (BlockPipeline pipeline = new BlockPipeline(workers)) {
        pipeline.run(file, BlockPipelineTest::decode, lines::addAll);
      }
      assertThat(lines).isEqualTo(expected);
    }
  }

  @Test
  void theFirstProblemOfTheFileIsReported() {
    byte[] bytes = "good line\n".repeat(500_000).getBytes(UTF_8);
    bytes[3_000_000] = (byte) 0xff;
    bytes[4_500_000] = (byte) 0xff;
    Path file = write(folder.resolve("t"), bytes);
    try (BlockPipeline pipeline = new BlockPipeline(3)) {
      assertThatThrownBy(
              () ->
                  pipeline.run(
                      file, BlockPipelineTest::decode, lines -> assertThat(lines).isNotEmpty()))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("line 300001: the line is not valid UTF-8");
    }
  }

  @Test
  void atLeastOneWorkerIsNeeded() {
    assertThatThrownBy(() -> new BlockPipeline(0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--workers");
  }
}

package ai.nmt.run.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.corpus.MMapDatasetWriter;
import ai.nmt.corpus.TokenDataset;
import ai.nmt.corpus.TokenDatasets;
import ai.nmt.run.DataConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Training data in parts: {@code train}, {@code train1}, {@code train2}, ... */
class TrainingPartsTest extends CopyTrainings {
  @Test
  void partsAreTrainedOnLikeOneText() throws IOException {
    Path parts = Files.createDirectory(folder.resolve("parts"));
    try (var files = Files.list(data)) {
      for (Path file : files.filter(each -> !isOfTraining(each)).toList()) {
        Files.copy(file, parts.resolve(file.getFileName()));
      }
    }
    for (String language : List.of("xx", "yy")) {
      write(parts, "train", language, 0, 120);
      write(parts, "train1", language, 120, 121);
      write(parts, "train2", language, 121, 300);
    }
    run(plan("whole", 24));
    TrainingPlan plan = plan("joined", 24);
    run(
        new TrainingPlan(
            DataConfig.of(parts.toString()),
            plan.model(),
            plan.training(),
            plan.restore(),
            plan.engine()));
    assertSameTensors("whole", "joined");
    try (Checkpoint checkpoint = last("joined")) {
      assertThat(checkpoint.section(DataDescription.SECTION, DataDescription.class).files())
          .hasSize(16)
          .containsKeys("1/train.xx-yy.xx.bin", "1/train1.xx-yy.yy.idx", "1/train2.xx-yy.xx.idx");
    }
  }

  private static boolean isOfTraining(Path file) {
    return file.getFileName().toString().startsWith("train");
  }

  /** Copies some of the training sentences. */
  private void write(Path parts, String split, String language, int from, int to) {
    String end = ".xx-yy." + language;
    try (TokenDataset sentences = TokenDatasets.open(data.resolve("train" + end));
        MMapDatasetWriter writer =
            MMapDatasetWriter.create(parts.resolve(split + end), dictionary.size())) {
      for (int i = from; i < to; i++) {
        writer.add(sentences.get(i));
      }
      writer.commit();
    }
  }
}

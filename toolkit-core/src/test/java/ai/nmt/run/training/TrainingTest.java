package ai.nmt.run.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.CopyCorpus;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.io.InputException;
import ai.nmt.residual.InitType;
import ai.nmt.residual.ProfileRatios;
import ai.nmt.run.ModelLoader;
import ai.nmt.tensor.Pass;
import ai.nmt.tensor.StepScope;
import ai.nmt.tensor.TorchEngine;
import ai.nmt.train.Progress;
import ai.nmt.train.StoppingConfig;
import ai.nmt.train.TrainingListener;
import ai.nmt.train.TrainingResult;
import ai.nmt.train.ValidationResult;
import ai.nmt.train.loop.StopSignal;
import ai.nmt.train.validation.ValidationMetric;
import ai.nmt.transformer.Dropouts;
import ai.nmt.transformer.EmbeddingSharing;
import ai.nmt.transformer.IncrementalDecoder;
import ai.nmt.transformer.StackConfig;
import ai.nmt.transformer.TransformerConfig;
import ai.nmt.vocab.Dictionary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole trainings of a tiny model on the copying task. */
class TrainingTest extends CopyTrainings {
  @Test
  void resumedTrainingEndsBitForBitWhereTheUninterruptedOneEnds() throws IOException {
    run(plan("whole", 26));
    run(plan("parts", 13));
    byte[] ratios = Files.readAllBytes(folder.resolve("parts").resolve(ProfileRatios.FILE_NAME));
    Files.delete(folder.resolve("parts").resolve(ProfileRatios.FILE_NAME));
    TrainingResult end = run(plan("parts", 26));
    assertThat(end.progress().updates()).isEqualTo(26);
    assertSameTensors("whole", "parts");
    assertThat(ratios)
        .isEqualTo(Files.readAllBytes(folder.resolve("whole").resolve(ProfileRatios.FILE_NAME)));
    assertThat(folder.resolve("parts").resolve(ProfileRatios.FILE_NAME)).doesNotExist();
    try (Checkpoint one = last("whole");
        Checkpoint two = last("parts")) {
      Progress whole = one.section("progress", Progress.class);
      Progress parts = two.section("progress", Progress.class);
      assertThat(parts.position()).isEqualTo(whole.position());
      assertThat(parts.history()).hasSameSizeAs(whole.history()).isNotEmpty();
      ValidationResult validation = whole.history().get(0).validation();
      assertThat(parts.history().get(0).validation()).isEqualTo(validation);
      assertThat(parts.epochSums().loss()).isEqualTo(whole.epochSums().loss());
    }
  }

  @Test
  void aStopSignalEndsTrainingWithinAnEpochWithoutLoss() {
    run(plan("whole", 8));
    StopSignal signal = new StopSignal();
    TrainingListener stopAfterThree =
        new TrainingListener() {
          @Override
          public void updated(UpdateEvent event) {
            if (event.updates() == 3) {
              signal.request();
            }
          }
        };
    TrainingResult stopped = new Training(plan("parts", 8), stopAfterThree, signal).run();
    assertThat(stopped.interrupted()).isTrue();
    assertThat(stopped.progress().updates()).isEqualTo(3);
    assertThat(stopped.progress().position().batchesDone()).isEqualTo(6);
    run(plan("parts", 8));
    assertSameTensors("whole", "parts");
  }

  @Test
  void writesAndDeletesTheCheckpointsThatWereAskedFor() throws IOException {
    List<String> saved = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void saved(Path file, long updates) {
            saved.add(file.getFileName() + " " + updates);
          }
        };
    new Training(plan("kept", 30), listener, new StopSignal()).run();
    assertThat(saved).contains("checkpoint_1_7.safetensors 7", "checkpoint_last.safetensors 30");
    try (var files = Files.list(folder.resolve("kept"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertThat(names).contains("checkpoint_best.safetensors", "checkpoint_last.safetensors");
      assertThat(names).filteredOn(name -> CheckpointNames.updateOf(name).isPresent()).hasSize(2);
      assertThat(names).filteredOn(name -> CheckpointNames.epochOf(name).isPresent()).hasSize(1);
      assertThat(names).hasSize(6);
    }
  }

  @Test
  void furtherMetricsAreReportedAndMayDecide() {
    TrainingPlan plan = plan("metric", 20);
    List<ValidationResult> results = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void validated(int epoch, ValidationResult result, Double best) {
            results.add(result);
          }
        };
    ValidationMetric metric =
        new ValidationMetric() {
          @Override
          public List<String> names() {
            return List.of("answer");
          }

          @Override
          public Map<String, Double> measure(String subset) {
            return Map.of("answer", 42.0);
          }
        };
    new Training(plan, listener, new StopSignal(), List.of(metric)).run();
    assertThat(results).isNotEmpty();
    assertThat(results.get(0).value("answer")).isEqualTo(42);
    assertThatThrownBy(() -> results.get(0).value("bleu"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("[loss, nll_loss, ppl, answer]");
  }

  @Test
  void divergenceNamesUpdateAndSentencesAndKeepsTheLastCheckpoint() throws IOException {
    TrainingPlan good = plan("diverging", 5);
    run(good);
    Path last = folder.resolve("diverging").resolve(CheckpointNames.LAST);
    byte[] before = Files.readAllBytes(last);
    TrainingPlan bad =
        plan("diverging", good.model(), optimization(1e30, 1, 2), new StoppingConfig(0, 50, -1));
    assertThatThrownBy(() -> run(bad))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not finite")
        .hasMessageContaining("sentences of its batches")
        .hasMessageMatching("(?s).*Update [67], epoch 1;.*");
    assertThat(Files.readAllBytes(last)).isEqualTo(before);
  }

  @Test
  void checkpointsOfOtherDataOrModelsAreRefused() throws IOException {
    run(plan("first", 2));
    TrainingPlan wider = plan("first", 3);
    StackConfig stack = wider.model().encoder().withSizes(32, 32, 2);
    TrainingPlan other =
        plan(
            "first",
            wider.model().withStacks(stack, stack),
            wider.training().optimization(),
            wider.training().stopping());
    assertThatThrownBy(() -> run(other))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--encoder-embed-dim is 32, the checkpoint has 16")
        .hasMessageContaining("--decoder-embed-dim is 32, the checkpoint has 16");
    Path dictionaryFile = data.resolve("dict.xx.txt");
    Files.writeString(dictionaryFile, Files.readString(dictionaryFile) + "zz 1\n");
    Files.copy(
        dictionaryFile,
        data.resolve("dict.yy.txt"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> run(plan("first", 3)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("source: 17 symbols in the data, 16 in the model")
        .hasMessageContaining("only in the data (1): 'zz'")
        .hasMessageContaining("target: 17 symbols");
  }

  @Test
  void learnsToCopy() throws IOException {
    dictionary = CopyCorpus.write(data, 2000, 50, 2);
    StackConfig stack = new StackConfig(2, 32, 64, 4, false, false, 64);
    TransformerConfig model =
        TransformerConfig.defaults()
            .withStacks(stack, stack)
            .withDropouts(new Dropouts(0, 0, 0))
            .withSharing(EmbeddingSharing.ALL)
            .withInitType(InitType.ADMIN);
    TrainingResult result =
        run(plan("copy", model, optimization(0.005, 100, 1), new StoppingConfig(6, 0, -1)));
    ValidationResult validation = result.progress().history().get(5).validation();
    assertThat(validation.perplexity()).isLessThan(1.3);
    assertThat(copiesGreedily("b a d c a f e", "copy")).isEqualTo("b a d c a f e");
    assertThat(copiesGreedily("j i h", "copy")).isEqualTo("j i h");
  }

  private String copiesGreedily(String sentence, String directory) {
    TorchEngine.prepareThread();
    Path best = folder.resolve(directory).resolve(CheckpointNames.BEST);
    long[] source = Arrays.stream(dictionary.encode(sentence)).asLongStream().toArray();
    List<Integer> written = new ArrayList<>();
    try (NDManager base = NDManager.newBaseManager()) {
      ModelLoader.LoadedModel model = ModelLoader.load(best, base);
      try (StepScope scope = new StepScope(base)) {
        NDArray batch = scope.manager().create(source, new Shape(1, source.length));
        Pass pass = Pass.inference(scope.manager());
        try (IncrementalDecoder decoder =
            model
                .transformer()
                .incrementalDecoder(scope.manager(), model.transformer().encode(pass, batch))) {
          long last = Dictionary.EOS;
          while (written.size() < 20) {
            last = decoder.step(new long[] {last}).argMax(1).toLongArray()[0];
            if (last == Dictionary.EOS) {
              break;
            }
            written.add((int) last);
          }
        }
      }
    }
    return dictionary.decode(written.stream().mapToInt(Integer::intValue).toArray());
  }
}

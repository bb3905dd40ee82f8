package ai.nmt.batch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.GoldenData;
import ai.nmt.corpus.ParallelCorpora;
import ai.nmt.corpus.ParallelCorpus;
import ai.nmt.io.Utf8Lines;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the batches that fairseq 0.8 made of the binarised golden corpus. */
class FairseqBatchesTest {

  /** The ids of all training batches, each in its own order (models/NAME/info.json). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "postln,databin-joined",
        "admin,databin-joined",
        "postln_updatefreq2,databin-joined",
        "postln_sepembed,databin-separate"
      })
  void trainingBatchesAreFairseqs(String modelAndData) throws IOException {
    String[] names = modelAndData.split(",", -1);
    JsonObject info =
        JsonParser.parseString(
                Files.readString(GoldenData.golden("fairseq/models/" + names[0] + "/info.json")))
            .getAsJsonObject();
    JsonObject arguments = info.getAsJsonObject("args");
    BatchLimits limits =
        new BatchLimits(
            arguments.get("max_tokens").getAsInt(),
            0,
            arguments.get("required_batch_size_multiple").getAsInt());
    BatchingConfig config =
        BatchingConfig.defaults().withLimits(limits).withSeed(arguments.get("seed").getAsLong());
    Path folder = GoldenData.golden("fairseq/" + names[1]);
    try (ParallelCorpus corpus = ParallelCorpora.open(folder, "train", "en", "de")) {
      Collator collator = new Collator(corpus);
      long[][] ids =
          PlannedBatches.of(corpus, config).batches().stream()
              .map(batch -> collator.collate(batch).ids())
              .toArray(long[][]::new);
      assertThat(ids).isDeepEqualTo(new Gson().fromJson(info.get("batch_ids"), long[][].class));
    }
  }

  /** The order in which generate prints sentences of the test set (generate/postln.beam5.out). */
  @Test
  void generationBatchesAreFairseqs() {
    List<String> lines = Utf8Lines.read(GoldenData.golden("fairseq/generate/postln.beam5.out"));
    long[] printed =
        lines.stream()
            .filter(line -> line.startsWith("S-"))
            .mapToLong(line -> Long.parseLong(line.substring(2, line.indexOf('\t'))))
            .toArray();
    BatchingConfig config =
        BatchingConfig.defaults().withLimits(BatchLimits.defaults().withMaxSentences(8));
    Path folder = GoldenData.golden("fairseq/databin-joined");
    try (ParallelCorpus corpus = ParallelCorpora.open(folder, "test", "en", "de")) {
      Collator collator = new Collator(corpus);
      long[] ids =
          PlannedBatches.of(corpus, config).batches().stream()
              .flatMapToLong(batch -> LongStream.of(collator.collate(batch).ids()))
              .toArray();
      assertThat(ids).isEqualTo(printed);
    }
  }
}

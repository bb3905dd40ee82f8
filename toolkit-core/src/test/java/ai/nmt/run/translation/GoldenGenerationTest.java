package ai.nmt.run.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.nmt.GoldenData;
import ai.nmt.batch.BatchLimits;
import ai.nmt.corpus.LanguagePair;
import ai.nmt.corpus.ParallelCorpora;
import ai.nmt.corpus.ParallelCorpus;
import ai.nmt.golden.GoldenArray;
import ai.nmt.golden.GoldenModels;
import ai.nmt.io.Utf8Lines;
import ai.nmt.rules.TextRules;
import ai.nmt.run.Direction;
import ai.nmt.search.LengthLimits;
import ai.nmt.search.LengthPenalty;
import ai.nmt.search.SearchOptions;
import ai.nmt.tensor.Pass;
import ai.nmt.tensor.TorchEngine;
import ai.nmt.transformer.PostNormFolding;
import ai.nmt.transformer.Transformer;
import ai.nmt.translate.SubwordJoiner;
import ai.nmt.vocab.Dictionary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Equality with what fairseq 0.8's generate printed for the trained golden models. */
class GoldenGenerationTest {
  private static final double TOLERANCE = 1e-3;

  @BeforeAll
  static void startEngine() {
    TorchEngine.start(1);
  }

  static Stream<String> cases() {
    return Stream.of("postln", "preln", "admin")
        .flatMap(
            model ->
                Stream.of(
                        "beam5",
                        "beam4-lenpen06",
                        "beam1",
                        "beam5-nbest3",
                        "beam5-removebpe",
                        "beam3-maxlen",
                        "beam5-minlen",
                        "beam5-unnorm",
                        "beam5-unkpen",
                        "score-reference")
                    .map(flags -> model + "." + flags));
  }

  private static GenerationConfig config(String flags) {
    LengthLimits lengths = LengthLimits.defaults();
    LengthPenalty mean = LengthPenalty.defaults();
    return switch (flags) {
      case "beam5", "score-reference", "beam5-nbest3", "beam5-removebpe" ->
          config(flags, new SearchOptions(5, lengths, mean, 0));
      case "beam4-lenpen06" ->
          config(flags, new SearchOptions(4, lengths, new LengthPenalty(0.6), 0));
      case "beam1" -> config(flags, new SearchOptions(1, lengths, mean, 0));
      case "beam3-maxlen" ->
          config(flags, new SearchOptions(3, new LengthLimits(1, 0.5, 5), mean, 0));
      case "beam5-minlen" ->
          config(flags, new SearchOptions(5, new LengthLimits(12, 0, 200), mean, 0));
      case "beam5-unnorm" -> config(flags, new SearchOptions(5, lengths, LengthPenalty.none(), 0));
      case "beam5-unkpen" -> config(flags, new SearchOptions(5, lengths, mean, 5));
      default -> throw new IllegalArgumentException(flags);
    };
  }

  private static GenerationConfig config(String flags, SearchOptions search) {
    return new GenerationConfig(
        search,
        BatchLimits.defaults().withMaxSentences(8),
        false,
        flags.equals("score-reference"),
        flags.equals("beam5-nbest3") ? 3 : 1,
        flags.equals("beam5-removebpe")
            ? SubwordJoiner.of(SubwordJoiner.DEFAULT_MARKER)
            : new SubwordJoiner.None(),
        false,
        2);
  }

  private static TranslationModel model(String name) {
    return TranslationModel.load(
        GoldenModels.path(name, "trained.pt"),
        GoldenData.golden("fairseq/databin-joined"),
        Direction.ofModel(),
        Device.cpu());
  }

  private static TranslationModel model(String name, String file) {
    Path data = GoldenData.golden("fairseq/databin-joined");
    NDManager manager = NDManager.newBaseManager();
    return new TranslationModel(
        GoldenModels.transformer(manager, name, file),
        manager,
        new LanguagePair("en", "de"),
        Dictionary.load(data.resolve("dict.en.txt")),
        Dictionary.load(data.resolve("dict.de.txt")),
        TextRules.none());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void outputIsFairseqs(String name) throws IOException {
    String flags = name.substring(name.indexOf('.') + 1);
    Path expectedFile = GoldenData.golden("fairseq/generate/" + name + ".out");
    List<String> actual = generate(name.substring(0, name.indexOf('.')), config(flags));
    List<String> expected = Files.readAllLines(expectedFile);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertSameLine(actual.get(i), expected.get(i));
    }
  }

  private static List<String> generate(String name, GenerationConfig config) {
    return generate(model(name), config);
  }

  /** Translates the test data and closes the model. */
  private static List<String> generate(TranslationModel opened, GenerationConfig config) {
    List<String> lines = new ArrayList<>();
    Path data = GoldenData.golden("fairseq/databin-joined");
    try (TranslationModel model = opened;
        ParallelCorpus corpus = ParallelCorpora.open(data, "test", "en", "de");
        Generation generation = new Generation(model, config)) {
      GenerationReport report =
          generation.translate(corpus, (printed, sentences) -> lines.addAll(printed));
      lines.removeIf(line -> line.startsWith("D-"));
      assertThat(report.sentences()).isEqualTo(40);
      lines.add(
          "| Generate test with beam=%d: %s"
              .formatted(config.search().beam(), report.bleu().orElseThrow()));
    }
    return lines;
  }

  /** Equal but for the scores, which may differ by the tolerance. */
  private static void assertSameLine(String actual, String expected) {
    String[] fields = expected.split("\t", -1);
    String[] found = actual.split("\t", -1);
    switch (expected.charAt(0)) {
      case 'H' -> {
        assertThat(found[0] + "\t" + found[2]).isEqualTo(fields[0] + "\t" + fields[2]);
        assertClose(found[1], fields[1]);
      }
      case 'P' -> {
        assertThat(found[0]).isEqualTo(fields[0]);
        String[] wanted = fields[1].split(" ", -1);
        String[] scores = found[1].split(" ", -1);
        assertThat(scores).hasSameSizeAs(wanted);
        IntStream.range(0, wanted.length).forEach(i -> assertClose(scores[i], wanted[i]));
      }
      default -> assertThat(actual).isEqualTo(expected);
    }
  }

  private static void assertClose(String actual, String expected) {
    assertThat(Double.parseDouble(actual))
        .isCloseTo(Double.parseDouble(expected), within(TOLERANCE));
  }

  /** A trained Admin model as a plain Post-LN one prints what fairseq did with the original. */
  @Test
  void aFoldedAdminModelTranslatesAsFairseq() throws IOException {
    List<String> expected =
        Files.readAllLines(GoldenData.golden("fairseq/generate/admin.beam5.out"));
    List<String> actual = generate(folded(model("admin")), config("beam5"));
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertSameLine(actual.get(i), expected.get(i));
    }
  }

  @Test
  void aFoldedDeepNetModelTranslatesAsTheOriginal() {
    String file = "params_after_20.npz";
    List<String> expected = generate(model("deepnet", file), config("beam5"));
    List<String> actual = generate(folded(model("deepnet", file)), config("beam5"));
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertSameLine(actual.get(i), expected.get(i));
    }
  }

  /** The folded model; the log-probabilities of the first batch are compared on the way. */
  private static TranslationModel folded(TranslationModel model) {
    NDManager manager = model.manager();
    Transformer plain = PostNormFolding.fold(manager, model.transformer());
    Map<String, GoldenArray> batch = GoldenModels.load("admin", "forward.npz");
    try (NDManager step = manager.newSubManager()) {
      // Padding has no embedding, so that its first normalisation feels ε; nobody sees its output.
      NDArray real = batch.get("prev_output_tokens").toTensor(step).neq(Dictionary.PAD);
      NDArray difference =
          logProbabilities(step, model.transformer(), batch)
              .sub(logProbabilities(step, plain, batch))
              .mul(real.toType(DataType.FLOAT32, false).expandDims(-1));
      assertThat(difference.abs().max().getFloat()).isLessThanOrEqualTo(1e-4f);
    }
    return new TranslationModel(
        plain, manager, model.languages(), model.source(), model.target(), model.rules());
  }

  private static NDArray logProbabilities(
      NDManager step, Transformer model, Map<String, GoldenArray> batch) {
    return model
        .forward(
            Pass.inference(step),
            batch.get("src_tokens").toTensor(step),
            batch.get("prev_output_tokens").toTensor(step))
        .logSoftmax(-1);
  }

  @Test
  void linesOfTextGiveTheSameTranslations() throws IOException {
    Path text = GoldenData.golden("fairseq/text/test.bpe.en");
    GenerationConfig config = config("beam5");
    List<String> fromText = new ArrayList<>();
    try (TranslationModel model = model("preln");
        Generation generation = new Generation(model, config);
        Utf8Lines lines = Utf8Lines.open(text)) {
      InteractiveReport report =
          generation.translateText(
              lines,
              new InteractiveConfig(16, 0, InteractiveConfig.OnError.FAIL),
              (printed, sentences) -> fromText.addAll(printed));
      assertThat(report).isEqualTo(new InteractiveReport(40, 0));
    }
    List<String> fromData = generate("preln", config);
    assertThat(hypotheses(fromText)).containsExactlyInAnyOrderElementsOf(hypotheses(fromData));
    assertThat(fromText.get(0)).startsWith("S-0\t");
    assertThat(fromText.get(1)).startsWith("H-0\t");
  }

  private static List<String> hypotheses(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("H-"))
        .map(line -> line.replaceFirst("\t[^\t]*", ""))
        .toList();
  }
}

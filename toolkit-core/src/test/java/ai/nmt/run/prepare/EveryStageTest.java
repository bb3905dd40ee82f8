package ai.nmt.run.prepare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.TextFiles;
import ai.nmt.corpus.BinarizationReport;
import ai.nmt.corpus.LanguagePair;
import ai.nmt.jbleu.Bleu;
import ai.nmt.jbleu.BleuConfig;
import ai.nmt.jbleu.BleuTokenizer;
import ai.nmt.jbleu.Chrf;
import ai.nmt.jbleu.ChrfConfig;
import ai.nmt.jbleu.Metric;
import ai.nmt.jbleu.Ter;
import ai.nmt.jbleu.TerConfig;
import ai.nmt.rules.Segmentation;
import ai.nmt.rules.TextRules;
import ai.nmt.rules.Tokenization;
import ai.nmt.sentencepiece.SentencePieceModel;
import ai.nmt.subword.BpeCodes;
import ai.nmt.subword.BpeLearner;
import ai.nmt.subword.BpeLearnerOptions;
import ai.nmt.subword.BpeSegmenter;
import ai.nmt.subword.BpeSegmenterOptions;
import ai.nmt.subword.WordCounts;
import ai.nmt.text.CleaningLimits;
import ai.nmt.text.CorpusCleaner;
import ai.nmt.text.CorpusCleaner.Sides;
import ai.nmt.text.LineFilter;
import ai.nmt.text.RandomLines;
import ai.nmt.vocab.DictionaryLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand random lines through every stage from raw text to scores: none fails, none loses a
 * line. The stages of {@code ai.nmt.text} have their own test.
 */
class EveryStageTest {
  private static final List<String> LINES = lines();
  private static final String TEXT = String.join("\n", LINES) + "\n";

  @TempDir private Path folder;

  private static final class Silence implements PreprocessListener {
    @Override
    public void begun(String task, long bytes) {}

    @Override
    public void advanced(long bytes) {}

    @Override
    public void ended() {}

    @Override
    public void reported(String line) {}
  }

  /** A third as drawn, a third composed, a third decomposed; lone surrogates are no UTF-8. */
  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String drawn : RandomLines.of(10_000, 21)) {
      String line = new String(drawn.getBytes(UTF_8), UTF_8);
      lines.add(
          switch (lines.size() % 3) {
            case 0 -> Normalizer.normalize(line, Normalizer.Form.NFC);
            case 1 -> Normalizer.normalize(line, Normalizer.Form.NFD);
            default -> line;
          });
    }
    // no bar in the first line, or the corpus would be one of factors
    lines.set(0, "a\u2028b\u0085c\u000Bd\re e\u0301");
    lines.set(1, "");
    return lines;
  }

  private static List<String> filtered(UnaryOperator<String> stage) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    long count =
        new LineFilter(stage, 2).run(new ByteArrayInputStream(TEXT.getBytes(UTF_8)), output);
    assertThat(count).isEqualTo(LINES.size());
    String text = output.toString(UTF_8);
    return List.of(text.substring(0, text.length() - 1).split("\n", -1));
  }

  private static BpeCodes learnedCodes() throws IOException {
    WordCounts counts = new WordCounts();
    counts.addText(new ByteArrayInputStream(TEXT.getBytes(UTF_8)), 2);
    return new BpeLearner(new BpeLearnerOptions(200, 2, false)).learn(counts);
  }

  @Test
  void bytePairEncoding() throws IOException {
    BpeSegmenter segmenter = new BpeSegmenter(learnedCodes(), BpeSegmenterOptions.defaults());
    assertThat(filtered(segmenter)).hasSameSizeAs(LINES);
    assertThat(filtered(line -> segmenter.join(segmenter.apply(line)))).hasSameSizeAs(LINES);
  }

  @Test
  void sentencePieces() throws IOException {
    Path file = TextFiles.resource("ai/nmt/sentencepiece/bytes.model");
    try (SentencePieceModel model = SentencePieceModel.load(file)) {
      assertThat(filtered(model)).hasSameSizeAs(LINES);
      assertThat(filtered(line -> model.join(model.apply(line)))).hasSameSizeAs(LINES);
    }
  }

  @Test
  void corpusCleaning() throws IOException {
    Sides corpus = new Sides(folder.resolve("raw.en"), folder.resolve("raw.de"));
    Files.writeString(corpus.source(), TEXT);
    Files.writeString(corpus.target(), TEXT);
    Path retained = folder.resolve("retained");
    Map<CorpusCleaner.Verdict, Long> counts =
        new CorpusCleaner(new CleaningLimits(1, 5, 2, 30, true, true))
            .clean(
                corpus,
                new Sides(folder.resolve("clean.en"), folder.resolve("clean.de")),
                Optional.of(retained));
    assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(LINES.size());
    assertThat(Files.readAllLines(retained))
        .hasSize(counts.get(CorpusCleaner.Verdict.KEPT).intValue());
  }

  @Test
  void preprocessing() throws IOException {
    Files.writeString(folder.resolve("train.en"), TEXT);
    Files.writeString(folder.resolve("train.de"), TEXT);
    TextRules rules =
        new TextRules(
            Map.of(),
            true,
            false,
            Tokenization.Moses.defaults(),
            true,
            new Segmentation.BytePairs(learnedCodes(), "@@"));
    PreprocessConfig config =
        new PreprocessConfig(
            new LanguagePair("en", "de"),
            Optional.of(folder.resolve("train")),
            List.of(),
            List.of(),
            new DictionaryChoice(
                DictionaryLimits.defaults(),
                DictionaryLimits.defaults(),
                Optional.empty(),
                Optional.empty(),
                false),
            new TextInput(rules, 0, TextInput.OnError.FAIL),
            new PreprocessConfig.Output(folder.resolve("data"), false, false),
            2);
    List<BinarizationReport> reports = new Preprocess(config, new Silence()).run();
    assertThat(reports)
        .hasSize(2)
        .allSatisfy(report -> assertThat(report.sentences()).isEqualTo(LINES.size()));
  }

  @Test
  void scoring() {
    List<String> hypotheses = new ArrayList<>(LINES.subList(1, LINES.size()));
    hypotheses.add(LINES.get(0));
    List<Metric<?>> metrics = new ArrayList<>();
    for (BleuTokenizer tokenizer : BleuTokenizer.values()) {
      metrics.add(
          new Bleu(new BleuConfig(tokenizer, true, BleuConfig.defaults().smoothing(), true)));
    }
    metrics.add(new Chrf(ChrfConfig.defaults()));
    metrics.add(new Chrf(ChrfConfig.plusPlus()));
    metrics.add(new Ter(TerConfig.defaults()));
    for (Metric<?> metric : metrics) {
      assertThat(metric.sentenceScores(hypotheses, List.of(LINES)))
          .hasSameSizeAs(LINES)
          .allSatisfy(score -> assertThat(score.score()).isNotNegative().isFinite());
      assertThat(metric.corpusScore(hypotheses, List.of(LINES)).score()).isNotNegative();
    }
  }
}

package ai.nmt.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.GoldenData;
import ai.nmt.sentencepiece.SentencePieceModel;
import ai.nmt.subword.BpeCodes;
import ai.nmt.subword.BpeSegmenter;
import ai.nmt.subword.BpeSegmenterOptions;
import ai.nmt.text.MosesDetokenizer;
import ai.nmt.text.MosesTokenizer;
import ai.nmt.text.NonbreakingPrefixes;
import ai.nmt.text.TokenizerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many lines of Multi30k come back as they were.
 *
 * <p>Tokens forget where spaces stood around punctuation, so some lines cannot come back; the
 * numbers are those of the Moses scripts too. What BPE cuts is always joined again.
 */
class RoundTripTest {
  @ParameterizedTest(name = "{0}.{1}")
  @CsvSource({
    "train, en, 29000, 28960",
    "train, de, 29000, 28761",
    "train, fr, 29000, 28892",
    "val, en, 1014, 1012",
    "val, de, 1014, 1010",
    "val, fr, 1014, 1000",
    "test_2016_flickr, en, 1000, 999",
    "test_2016_flickr, de, 1000, 997",
    "test_2016_flickr, fr, 1000, 992",
    "test_2017_flickr, en, 1000, 985",
    "test_2017_flickr, de, 1000, 997",
    "test_2017_flickr, fr, 1000, 995",
    "test_2017_mscoco, en, 461, 456",
    "test_2017_mscoco, de, 461, 456",
    "test_2017_mscoco, fr, 461, 460"
  })
  void tokensBecomeTextAgain(String split, String language, int lines, int identical)
      throws IOException {
    List<String> text = multi30k(split, language);
    assertThat(text).hasSize(lines);
    MosesDetokenizer detokenizer = new MosesDetokenizer(language);
    assertThat(identical(text, tokenizer(language, false).then(detokenizer))).isEqualTo(identical);
    assertThat(identical(text, tokenizer(language, true).then(detokenizer))).isEqualTo(identical);
  }

  private static MosesTokenizer tokenizer(String language, boolean aggressive) {
    return new MosesTokenizer(
        new TokenizerOptions(
            language, NonbreakingPrefixes.of(language), aggressive, true, false, List.of()));
  }

  @ParameterizedTest(name = "{0}.{1}")
  @CsvSource({
    "train, en", "train, de", "train, fr",
    "val, en", "val, de", "val, fr",
    "test_2016_flickr, en", "test_2016_flickr, de", "test_2016_flickr, fr",
    "test_2017_flickr, en", "test_2017_flickr, de", "test_2017_flickr, fr",
    "test_2017_mscoco, en", "test_2017_mscoco, de", "test_2017_mscoco, fr"
  })
  void subwordsBecomeWordsAgain(String split, String language) throws IOException {
    List<String> words = multi30k(split, language).stream().map(tokenizer(language, true)).toList();
    BpeSegmenter segmenter =
        new BpeSegmenter(
            BpeCodes.load(GoldenData.golden("bpe/codes.3000")), BpeSegmenterOptions.defaults());
    assertThat(identical(words, line -> segmenter.join(segmenter.apply(line))))
        .isEqualTo(words.size());
    // sed -r 's/(@@ )|(@@ ?$)//g', as recipes have it
    assertThat(identical(words, line -> segmenter.apply(line).replaceAll("(@@ )|(@@ ?$)", "")))
        .isEqualTo(words.size());
    try (SentencePieceModel model = SentencePieceModel.load(byteModel())) {
      assertThat(identical(words, line -> model.join(model.apply(line)))).isEqualTo(words.size());
    }
  }

  private static int identical(List<String> lines, UnaryOperator<String> roundTrip) {
    return (int) lines.stream().filter(line -> roundTrip.apply(line).equals(line)).count();
  }

  private static List<String> multi30k(String split, String language) throws IOException {
    Path file = GoldenData.data("multi30k/" + split + "." + language + ".gz");
    try (InputStream input = new GZIPInputStream(Files.newInputStream(file))) {
      String text = new String(input.readAllBytes(), UTF_8);
      return List.of(text.substring(0, text.length() - 1).split("\n", -1));
    }
  }

  private static Path byteModel() {
    try {
      return Path.of(SentencePieceModel.class.getResource("bytes.model").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

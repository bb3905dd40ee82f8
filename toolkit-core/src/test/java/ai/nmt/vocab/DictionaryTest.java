package ai.nmt.vocab;

import static ai.nmt.TextFiles.resource;
import static ai.nmt.TextFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DictionaryTest {
  private static final DictionaryLimits NO_PADDING = new DictionaryLimits(0, 0, 1);

  @TempDir private Path folder;

  private static Dictionary built(DictionaryLimits limits, String... lines) {
    DictionaryBuilder builder = new DictionaryBuilder();
    for (String line : lines) {
      builder.addLine(line);
    }
    return builder.build(limits);
  }

  private static String ordinary(Dictionary dictionary) {
    StringBuilder text = new StringBuilder();
    for (int id = 4; id < dictionary.size(); id++) {
      text.append(dictionary.symbol(id)).append(':').append(dictionary.count(id)).append(' ');
    }
    return text.toString().strip();
  }

  @Test
  void symbolsAreSortedByCountThenText() {
    assertThat(ordinary(built(NO_PADDING, "b a b", "c a d"))).isEqualTo("a:2 b:2 c:1 d:1");
  }

  @Test
  void tiesAreSortedByCodePoint() {
    // U+FFFD is before U+1F642, though its UTF-16 unit is behind the surrogates.
    assertThat(ordinary(built(NO_PADDING, "\ud83d\ude43 \ud83d\ude42 \ufffd z ab a")))
        .isEqualTo("a:1 ab:1 z:1 \ufffd:1 \ud83d\ude42:1 \ud83d\ude43:1");
  }

  @Test
  void theThresholdDropsRareSymbols() {
    assertThat(ordinary(built(new DictionaryLimits(2, 0, 1), "b a b c a"))).isEqualTo("a:2 b:2");
  }

  @Test
  void theMaximumSizeCountsSpecialSymbolsAndNotThePadding() {
    assertThat(ordinary(built(new DictionaryLimits(0, 6, 1), "c b a b c"))).isEqualTo("b:2 c:2");
    assertThat(ordinary(built(new DictionaryLimits(0, 3, 1), "c b a b c"))).isEmpty();
    assertThat(ordinary(built(new DictionaryLimits(0, 5, 8), "b b a")))
        .isEqualTo("b:2 madeupword0000:0 madeupword0001:0 madeupword0002:0");
  }

  @Test
  void theSizeIsPaddedToAMultiple() {
    assertThat(built(DictionaryLimits.defaults(), "a b c d").size()).isEqualTo(8);
    assertThat(built(DictionaryLimits.defaults(), "a b c d e").size()).isEqualTo(16);
    assertThat(ordinary(built(new DictionaryLimits(0, 0, 4), "madeupword0000 b")))
        .isEqualTo("b:1 madeupword0000:1 madeupword0001:0 madeupword0002:0");
  }

  @Test
  void specialSymbolsInTheTextKeepTheirIds() {
    Dictionary dictionary = built(NO_PADDING, "<unk> a </s>");
    assertThat(ordinary(dictionary)).isEqualTo("a:1");
    assertThat(dictionary.encode("<unk> <s> <pad> </s> a"))
        .containsExactly(
            Dictionary.UNK, Dictionary.BOS, Dictionary.PAD, Dictionary.EOS, 4, Dictionary.EOS);
  }

  @Test
  void linesGoToIdsAndBack() {
    Dictionary dictionary = built(NO_PADDING, "a b b");
    int[] ids = dictionary.encode(" b  a x ");
    assertThat(ids).containsExactly(4, 5, 3, 2);
    assertThat(dictionary.decode(ids)).isEqualTo("b a <unk>");
    assertThat(dictionary.decode(ids, "<<unk>>")).isEqualTo("b a <<unk>>");
    assertThat(dictionary.encode("")).containsExactly(2);
    assertThat(dictionary.decode(new int[] {2})).isEmpty();
    assertThat(dictionary.decode(new int[] {0, 4, 1})).isEqualTo("b <pad>");
  }

  @Test
  void whatIsSavedIsLoaded() {
    Path original = resource("fairseq/databin-joined/dict.en.txt");
    Dictionary dictionary = Dictionary.load(original);
    assertThat(dictionary.size()).isEqualTo(480);
    assertThat(dictionary.symbol(4)).isEqualTo(".");
    assertThat(dictionary.id(".")).isEqualTo(4);
    assertThat(dictionary.count(4)).isEqualTo(383);
    dictionary.save(folder.resolve("dict"));
    assertThat(folder.resolve("dict")).hasSameBinaryContentAs(original);
    assertThat(Dictionary.load(folder.resolve("dict")).fingerprint())
        .isEqualTo(dictionary.fingerprint());
  }

  @Test
  void theFingerprintTellsSymbolsAndOrderApart() {
    String ab = built(NO_PADDING, "a a b").fingerprint();
    assertThat(ab).matches("[0-9a-f]{64}");
    assertThat(built(NO_PADDING, "a b a a").fingerprint()).isEqualTo(ab);
    assertThat(built(NO_PADDING, "b b a").fingerprint()).isNotEqualTo(ab);
    assertThat(built(NO_PADDING, "a a b c").fingerprint()).isNotEqualTo(ab);
  }

  @Test
  void aSymbolMayHoldSpaces() {
    assertThat(Dictionary.load(write(folder.resolve("d"), "a b 3\n")).symbol(4)).isEqualTo("a b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"house", "house x", "house 1.5", " 3", "", "house 3 #fairseq:other"})
  void aMalformedLineIsReported(String line) {
    Path file = write(folder.resolve("dict.en.txt"), "the 12\n" + line + "\n");
    assertThatThrownBy(() -> Dictionary.load(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("dict.en.txt, line 2: \"" + line + "\" is not a dictionary entry");
  }

  @Test
  void aSymbolThatComesTwiceIsReported() {
    Path file = write(folder.resolve("d"), "the 12\na 3\nthe 2\n");
    assertThatThrownBy(() -> Dictionary.load(file))
        .isInstanceOf(InputException.class)
        .hasMessage(
            file
                + ", line 3: the symbol \"the\" is already on line 1; if a model was trained with"
                + " this dictionary, the line has an id that must stay: end it with"
                + " \"#fairseq:overwrite\", and the symbol has this line's id");
    Path special = write(folder.resolve("s"), "</s> 12\n");
    assertThatThrownBy(() -> Dictionary.load(special))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 1: the symbol \"</s>\" is a special one");
  }

  @Test
  void aSymbolThatOverwritesHasASecondId() {
    String lines =
        "<s> 0 #fairseq:overwrite\n<unk> 0 #fairseq:overwrite\na 3\nb 2\na 1 #fairseq:overwrite\n";
    Dictionary dictionary = Dictionary.load(write(folder.resolve("d"), lines));
    assertThat(dictionary.size()).isEqualTo(9);
    assertThat(dictionary.encode("<s> a b <unk> x </s>")).containsExactly(4, 8, 7, 5, 3, 2, 2);
    assertThat(dictionary.decode(new int[] {4, 8, 6, 5, 3})).isEqualTo("<s> a a <unk> <unk>");
    dictionary.save(folder.resolve("saved"));
    assertThat(folder.resolve("saved")).hasContent(lines);
    DictionaryBuilder text = new DictionaryBuilder().addLine("b a <unk> </s> x");
    assertThat(text.ids(dictionary)).containsExactly(7, 8, 5, 2, SymbolTable.ABSENT);
  }

  @Test
  void aLargeDictionaryFindsTheLastOfEqualSymbols() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      lines.append("w").append(i % 10_000).append(i < 10_000 ? " 1\n" : " 1 #fairseq:overwrite\n");
    }
    Dictionary dictionary = Dictionary.load(write(folder.resolve("d"), lines.toString()));
    SymbolTable table = dictionary.table();
    for (int i = 0; i < 10_000; i++) {
      assertThat(table.find("w" + i)).isEqualTo(10_004 + i).isEqualTo(dictionary.id("w" + i));
    }
  }

  @Test
  void blanksAtTheEndAndCountsBelowZeroAreReadAsInFairseq() {
    Path file = write(folder.resolve("d"), "a 3 \nb -1\u00A0\t\nc +2\n");
    assertThat(ordinary(Dictionary.load(file))).isEqualTo("a:3 b:-1 c:2");
  }

  @Test
  void paddingIsWrittenInTheSameDigitsEverywhere() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(ordinary(built(new DictionaryLimits(0, 0, 8), "b b a a c")))
          .isEqualTo("a:2 b:2 c:1 madeupword0000:0");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void thePaddingFactorIsPositive() {
    assertThatThrownBy(() -> new DictionaryLimits(0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--padding-factor");
  }
}

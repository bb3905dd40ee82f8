package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.GoldenData;
import ai.nmt.cli.CliRunner;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {
  @TempDir private Path folder;
  private String hypotheses;
  private String references;

  @BeforeEach
  void writeTexts() {
    hypotheses = write("hyp", "the cat sat on the mat\n", "a b c d e\n");
    references = write("ref", "the cat sat on the mat\n", "a b c d f\n");
  }

  @Test
  void printsJsonByDefault() {
    CliRunner.Result result = CliRunner.run("score", references, "-i", hypotheses);
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    JsonObject json = JsonParser.parseString(result.out()).getAsJsonObject();
    assertThat(json.keySet())
        .containsExactly(
            "name",
            "score",
            "signature",
            "verbose_score",
            "nrefs",
            "case",
            "eff",
            "tok",
            "smooth",
            "version");
    assertThat(json.get("name").getAsString()).isEqualTo("BLEU");
    assertThat(json.get("score").getAsDouble()).isEqualTo(86.3);
    assertThat(json.get("signature").getAsString())
        .startsWith("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:nmt-");
  }

  /** 10 of 11 words match, 8 of 9 pairs, 6 of 7, 4 of 5: 100 (10/11 8/9 6/7 4/5)^(1/4) = 86.28. */
  @Test
  void printsText() {
    CliRunner.Result result =
        CliRunner.run("score", references, "-i", hypotheses, "--format", "text", "-w", "2", "-lc");
    assertThat(result.out())
        .startsWith("BLEU|nrefs:1|case:lc|eff:no|tok:13a|smooth:exp|version:nmt-")
        .contains(
            " = 86.28 90.9/88.9/85.7/80.0 (BP = 1.000 ratio = 1.000 hyp_len = 11 ref_len = 11)");
  }

  @Test
  void readsStandardInputAndScoresSentences() {
    CliRunner.Result result =
        CliRunner.runWithInput(
            "a b\n\n", "score", "-sl", "-b", "-w", "3", write("two", "a b\n", "x\n"));
    assertThat(result.lines()).containsExactly("100.000", "0.000");
  }

  /** {@code sacrebleu ref.de ref2.de -i sys-a.de -m bleu -b -w 6 --tokenize intl}. */
  @Test
  void scoresAreSacreBleus() {
    String golden = GoldenData.golden("sacrebleu").toString();
    CliRunner.Result result =
        CliRunner.run(
            "score",
            golden + "/ref.de",
            golden + "/ref2.de",
            "-i",
            golden + "/sys-a.de",
            "-m",
            "bleu",
            "-b",
            "-w",
            "6",
            "--tokenize",
            "intl");
    assertThat(result.out().strip()).isEqualTo("67.226990");
  }

  @Test
  void smoothingIsChosenAndSigned() {
    CliRunner.Result result =
        CliRunner.run(
            "score", references, "-i", hypotheses, "-f", "text", "-s", "floor", "-sv", "0.25");
    assertThat(result.out()).contains("|smooth:floor[0.25]|");
  }

  @Test
  void tokenisedTranslationsAreWarnedOf() {
    String tokenised = write("tok", Collections.nCopies(100, "a b .\n").toArray(String[]::new));
    assertThat(CliRunner.run("score", tokenised, "-i", tokenised).err())
        .contains("100 lines end in a full stop by itself");
    assertThat(CliRunner.run("score", tokenised, "-i", tokenised, "--force").err()).isEmpty();
    assertThat(CliRunner.run("score", tokenised, "-i", tokenised, "-tok", "none").err()).isEmpty();
  }

  @Test
  void linesThatDifferInNumberAreNamed() {
    String three = write("three", "a\n", "b\n", "c\n");
    assertError(
        CliRunner.run("score", references, three, "-i", hypotheses),
        three + " has 3 lines, but " + hypotheses + " has 2;");
  }

  @Test
  void wrongUseIsExplained() {
    assertError(
        CliRunner.run("score", references, "-i", folder.resolve("absent").toString()),
        "there is no such file");
    assertError(
        CliRunner.run("score", references, "-i", hypotheses, "--tokenize", "13"),
        "'13' is not a value of --tokenize; it takes one of: 13a, intl, zh, char, none."
            + " Did you mean '13a'?");
    assertError(
        CliRunner.run("score", references, "-i", hypotheses, "-w", "-1"),
        "--width must be at least 0, but is -1");
    assertError(
        CliRunner.run("score", "-i", hypotheses), "there is no reference translation; name one");
    String empty = write("empty");
    assertError(CliRunner.run("score", empty, "-i", empty), "there are no hypotheses to score");
  }

  /** What sacreBLEU 2.6.0 prints, but for its version. */
  @Test
  void severalMetricsAreAligned() {
    CliRunner.Result result = golden("-m", "bleu", "chrf", "ter", "-f", "text", "--confidence");
    assertThat(withoutVersion(result))
        .isEqualTo(
            """
                    BLEU|nrefs:1|bs:1000|seed:12345|case:mixed|eff:no|tok:13a|smooth:exp|version:V \
            = 31.1 (μ = 31.1 ± 2.0) 62.4/36.8/24.5/16.7 (BP = 1.000 ratio = 1.015 hyp_len = 7512 \
            ref_len = 7399)
                  chrF2|nrefs:1|bs:1000|seed:12345|case:mixed|eff:yes|nc:6|nw:0|space:no|version:V \
            = 58.9 (μ = 58.9 ± 1.3)
            TER|nrefs:1|bs:1000|seed:12345|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:V \
            = 58.0 (μ = 58.1 ± 2.2)
            """);
    assertThat(golden("-m", "bleu", "chrf", "ter", "-b", "-w", "3").out())
        .isEqualTo("[\n31.130,\n58.908,\n58.003\n]\n");
    assertThat(withoutVersion(golden("-m", "ter", "-f", "text", "-sh")))
        .isEqualTo("TER|#:1|c:lc|t:tercom|nr:no|pn:yes|as:no|v:V = 58.0\n");
  }

  @Test
  void systemsStandInATable() {
    CliRunner.Result result = golden("sys-c.de", "-m", "bleu", "chrf", "-f", "latex", "-w", "2");
    String folder = GoldenData.golden("sacrebleu") + "/";
    assertThat(withoutVersion(result).replace(folder, "").replaceAll("(?m)^ +(?!-)", ""))
        .isEqualTo(
            """
            \\begin{tabular}{rcc}
            \\toprule
            System &  BLEU  &  chrF2  \\\\
            \\midrule
            sys-a.de & 31.13  &  58.91  \\\\
            sys-c.de & 29.80  &  57.27  \\\\
            \\bottomrule
            \\end{tabular}

            -----------------
            Metric signatures
            -----------------
             - BLEU       nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:V
             - chrF2      nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:V
            """);
  }

  @Test
  void pairedTestsMarkWhatIsSignificant() {
    CliRunner.Result result = golden("sys-c.de", "-m", "bleu", "chrf", "-f", "text", "--paired-ar");
    assertThat(withoutFirstColumn(result))
        .startsWith(
            """
            ╤══════════════╤═══════════════╕
            │     BLEU     │     chrF2     │
            ╪══════════════╪═══════════════╡
            │     31.1     │     58.9      │
            ┼──────────────┼───────────────┤
            │     29.8     │     57.3      │
            │ (p = 0.0628) │ (p = 0.0003)* │
            ╧══════════════╧═══════════════╛

            -------------------------------------------------------
            Paired approximate randomization test with 10000 trials
            """)
        .contains("|ar:10000|seed:12345|");
    JsonObject tested =
        JsonParser.parseString(golden("sys-c.de", "--paired-bs").out())
            .getAsJsonArray()
            .get(1)
            .getAsJsonObject();
    assertThat(tested.getAsJsonObject("BLEU").get("p_value").getAsDouble()).isEqualTo(36 / 1001.0);
    assertThat(tested.getAsJsonObject("BLEU").get("ci").getAsDouble()).isBetween(1.99, 2.0);
  }

  @Test
  void sentencesHaveALineEach() {
    assertThat(golden("-m", "ter", "-sl").lines().get(1))
        .startsWith("TER|nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:nmt-")
        .endsWith(" = 47.4");
  }

  @Test
  void referencesMayStandInOneFile() {
    String two = write("two", "the cat\ta cat\n", "a b\tb c\n");
    CliRunner.Result result =
        CliRunner.run("score", two, "-nr", "2", "-i", hypotheses, "-m", "ter");
    assertThat(result.out()).contains("\"nrefs\": \"2\"");
    // Tabs behind the last reference belong to it.
    assertThat(CliRunner.run("score", two, "-nr", "1", "-i", hypotheses, "-b").exitCode()).isZero();
    assertError(
        CliRunner.run("score", two, "-nr", "3", "-i", hypotheses),
        two + ", line 1: 2 references between tabs, but --num-refs is 3");
    assertError(
        CliRunner.run("score", two, two, "-nr", "2", "-i", hypotheses), "there must be one REF");
  }

  @Test
  void combinationsThatMeanNothingAreRefused() {
    String other = write("other", "x\n", "y\n");
    assertError(score("-sl", "-m", "bleu", "ter"), "systems: 1, metrics: 2");
    assertError(score("-sl", "-ci"), "--sentence-level cannot be combined");
    assertError(score(other, "-ci"), "--confidence is for one system");
    assertError(score("-pbs"), "name at least two with -i, the baseline first");
    assertError(score("-f", "latex"), "--format latex prints a table of systems");
    assertError(score("-pbs", "-par"), "mutually exclusive");
    assertError(score(hypotheses), "--input names " + hypotheses + " twice");
    assertError(score("-cc", "0", "-m", "chrf"), "--chrf-char-order must be at least 1, but is 0");
  }

  /** sacreBLEU 2.6.0 prints the metrics by their names, and no brackets in text. */
  @Test
  void scoresAloneHaveALineEach() {
    assertThat(golden("-m", "ter", "bleu", "-b", "-f", "text").out()).isEqualTo("31.1\n58.0\n");
    assertThat(golden("-m", "ter", "bleu", "-b", "-f", "text", "-ci").out())
        .isEqualTo("31.1 (μ = 31.1 ± 2.0)\n58.0 (μ = 58.1 ± 2.2)\n");
  }

  /** As sacreBLEU 2.6.0: an empty reference counts, and has no words to match. */
  @Test
  void emptyLinesAreTexts() {
    String hypothesis = write("two", "a b c d\n", "x y\n");
    String reference = write("half", "a b c d\n", "\n");
    assertThat(
            CliRunner.run(
                    "score",
                    reference,
                    "-i",
                    hypothesis,
                    "-m",
                    "bleu",
                    "chrf",
                    "ter",
                    "-b",
                    "-w",
                    "2")
                .out())
        .isEqualTo("[\n84.09,\n100.00,\n50.00\n]\n");
  }

  /** As sacreBLEU 2.6.0: files' lines end at line feeds alone, white space at ends is dropped. */
  @Test
  void carriageReturnsDoNotEndLines() {
    String one = write("cr", "a b\rc d\r\n", "e \u2028\n");
    String other = write("lf", "a b c d\n", "e\n");
    assertThat(CliRunner.run("score", other, "-i", one, "-b", "-m", "ter").out())
        .isEqualTo("0.0\n");
    assertThat(
            CliRunner.run("score", other, "-i", one, "-b", "-m", "chrf", "--chrf-whitespace").out())
        .isEqualTo("32.4\n");
    assertThat(CliRunner.runWithInput("a b c d\re\r\n", "score", other, "-b", "-m", "ter").lines())
        .containsExactly("0.0");
  }

  @Test
  void columnsOfStandardInputAreSystems() {
    CliRunner.Result result =
        CliRunner.runWithInput(
            "a b\ta c\nd\td\n", "score", write("r", "a b\n", "d\n"), "-m", "ter");
    assertThat(result.out().replaceAll("\\s+", ""))
        .isEqualTo(
            "[{\"system\":\"System1\",\"TER\":\"0.0\"},{\"system\":\"System2\",\"TER\":\"33.3\"}]");
    assertError(
        CliRunner.runWithInput("a\tb\nc\n", "score", references),
        "standard input, line 2: 1 translation between tabs, but the first line has 2");
  }

  @Test
  void textsMayBeCompressedAndInOtherEncodings() throws IOException {
    Path compressed = folder.resolve("hyp.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      out.write(Files.readAllBytes(Path.of(hypotheses)));
    }
    assertThat(CliRunner.run("score", references, "-i", compressed.toString(), "-b").out())
        .isEqualTo("86.3\n");
    Path latin = folder.resolve("latin");
    Files.write(latin, "Größe und Übung\n".getBytes(StandardCharsets.ISO_8859_1));
    String other = write("utf16", "größe\n");
    Files.write(Path.of(other), "größe und Übung\n".getBytes(StandardCharsets.UTF_16));
    assertThat(
            CliRunner.run(
                    "score",
                    latin.toString(),
                    "-i",
                    latin.toString(),
                    "-e",
                    "latin1",
                    "-m",
                    "ter",
                    "-b")
                .out())
        .isEqualTo("0.0\n");
    assertError(
        CliRunner.run("score", latin.toString(), "-i", latin.toString(), "-e", "US-ASCII"),
        "latin is not valid US-ASCII");
    assertThat(CliRunner.run("score", other, "-i", other, "-e", "UTF-16", "-m", "ter", "-b").out())
        .isEqualTo("0.0\n");
  }

  @Test
  void whatSacreBleuDownloadsIsExplained() {
    assertError(
        CliRunner.run("score", "-t", "wmt14", "-l", "en-de", "-i", hypotheses),
        "--test-set: there are no test sets here, because sacreBLEU's are downloaded");
    assertError(CliRunner.run("score", "--list"), "--list: there are no test sets here");
    assertError(
        CliRunner.run("score", "-t", "wmt14", "--echo", "src", "ref"), "--test-set, --echo: there");
    assertError(score("--detail"), "--detail: there are no test sets");
    assertError(score("-tok", "flores200"), "the tokenizer flores200 is not here: sacreBLEU downl");
    assertError(score("-tok", "ja-mecab"), "the tokenizer ja-mecab is not here: it needs MeCab");
  }

  @Test
  void targetLanguageChoosesTheTokenizer() {
    assertThat(score("-l", "en-zh").out()).contains("\"tok\": \"zh\"");
    assertThat(score("-l", "en-zh", "-tok", "char").out()).contains("\"tok\": \"char\"");
    assertThat(score("-l", "en-fr", "-q", "-nc").out()).contains("\"tok\": \"13a\"");
    assertError(score("-l", "en-ko"), "the tokenizer ko-mecab is not here");
    assertError(score("-l", "de"), "--language-pair must be of the form en-de, but is de");
  }

  @Test
  void baselineMayBeNamedAgain() {
    String other = write("other", "the cat sat\n", "a b c d f\n");
    CliRunner.Result result = score(other, hypotheses, "-pbs", "-j", "1");
    assertThat(JsonParser.parseString(result.out()).getAsJsonArray()).hasSize(2);
    assertThat(score(other, hypotheses, "-pbs", "-j", "0").out()).isEqualTo(result.out());
    assertError(score(other, "-pbs", "-j", "-1"), "--paired-jobs must be at least 0, but is -1");
  }

  @Test
  void seedMayBeLeftToChance() {
    String signature = score("-ci", "-f", "text", "--seed", "none").out();
    assertThat(signature).contains("|bs:1000|seed:").doesNotContain("seed:none");
    assertError(score("-ci", "--seed", "x"), "--seed: 'x' is neither a whole number nor none.");
  }

  private CliRunner.Result score(String... arguments) {
    return run(new String[] {"score", references, "-i", hypotheses}, arguments);
  }

  /** Runs on the golden systems; their names in tables are as long as their folder's path. */
  private static CliRunner.Result golden(String... arguments) {
    String folder = GoldenData.golden("sacrebleu") + "/";
    String[] located = arguments.clone();
    for (int i = 0; i < located.length; i++) {
      located[i] = located[i].endsWith(".de") ? folder + located[i] : located[i];
    }
    return run(new String[] {"score", folder + "ref.de", "-i", folder + "sys-a.de"}, located);
  }

  private static CliRunner.Result run(String[] first, String[] others) {
    return CliRunner.run(Stream.of(first, others).flatMap(Stream::of).toArray(String[]::new));
  }

  private static String withoutFirstColumn(CliRunner.Result result) {
    return result.out().replaceAll("(?m)^[│╒╞├╘][^│╤╪┼╧\\n]*([│╤╪┼╧])", "$1");
  }

  private static String withoutVersion(CliRunner.Result result) {
    return result.out().replaceAll("nmt-[^ \n]*", "V");
  }

  private static void assertError(CliRunner.Result result, String message) {
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(message).doesNotContain("\tat ");
  }

  private String write(String name, String... lines) {
    try {
      return Files.writeString(folder.resolve(name), String.join("", lines)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

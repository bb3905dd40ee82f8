package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import ai.nmt.sentencepiece.SentencePieceModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text tools as a user calls them. */
class TextCommandsTest {
  @TempDir private Path folder;

  @Test
  void tokenizesAndDetokenizes() {
    String tokens = filter("Haus- und z.B. Hof, \"ja\"?\n\n", "tokenize", "-l", "de");
    assertThat(tokens).isEqualTo("Haus- und z.B. Hof , &quot; ja &quot; ?\n\n");
    assertThat(filter(tokens, "detokenize", "-l", "de", "-threads", "1"))
        .isEqualTo("Haus- und z.B. Hof, \"ja\"?\n\n");
  }

  @Test
  void takesMosesFlags() throws IOException {
    Path patterns = Files.writeString(folder.resolve("patterns"), "\\S+@\\S+\n");
    assertThat(
            filter(
                "a-b & c@d.e\n",
                "tokenize",
                "-a",
                "-no-escape",
                "-threads",
                "2",
                "-protected",
                patterns.toString()))
        .isEqualTo("a @-@ b & c@d.e\n");
    Path prefixes = Files.writeString(folder.resolve("prefixes"), "Abs\nBl #NUMERIC_ONLY#\n");
    assertThat(
            filter(
                "Abs. A und Bl. 3 und Bl. A\n",
                "tokenize",
                "-l",
                "de",
                "--nonbreaking-prefixes",
                prefixes.toString()))
        .isEqualTo("Abs. A und Bl. 3 und Bl . A\n");
  }

  @Test
  void protectsLongUrlsAndKnowsPerlsClasses() throws IOException {
    Path patterns =
        Files.writeString(
            folder.resolve("patterns"), "http:(\\/\\w+)+\n[[:alpha:]]+@[[:alpha:]]+\n");
    String url = "http:" + "/ab".repeat(2000);
    assertThat(
            filter(
                "fine line.\nsee " + url + "!\nmail joe@x.y or a@b!\n",
                "tokenize",
                "-q",
                "-protected",
                patterns.toString()))
        .isEqualTo("fine line .\nsee " + url + " !\nmail joe@x .y or a@b !\n");
  }

  @Test
  void refusesWhatIsNoPatternByFileAndLine() throws IOException {
    Path patterns = Files.writeString(folder.resolve("patterns"), "a+\n\n[[:foo:]]\n");
    CliRunner.Result unknown =
        CliRunner.runWithInput("a\n", "tokenize", "-q", "-protected", patterns.toString());
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err().strip())
        .endsWith(
            "line 3 of "
                + patterns
                + ", '[[:foo:]]', is no regular expression: there is no class [:foo:]; known are"
                + " alpha, alnum, ascii, blank, cntrl, digit, graph, lower, print, punct, space,"
                + " upper, word, xdigit, as in [[:alpha:]]");
  }

  @Test
  void anEndlessSearchIsAnErrorOfItsLineAndTheLinesBeforeAreWritten() throws IOException {
    Path patterns = Files.writeString(folder.resolve("patterns"), "(a+)+\\2b\n");
    String hard = "a".repeat(60);
    CliRunner.Result result =
        CliRunner.runWithInput(
            "fine line.\n" + hard + "\nlast line.\n",
            "tokenize",
            "-q",
            "-protected",
            patterns.toString());
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEqualTo("fine line .\n");
    assertThat(result.err())
        .contains("line 2 of the input: the regular expression '(a+)+\\2b' needs too many steps")
        .doesNotContain("\tat ");
  }

  @Test
  void glossariesArePythonsExpressions() throws IOException {
    Path codes = Files.writeString(folder.resolve("codes"), "#version: 0.2\na b</w>\n");
    assertThat(filter("foo\u2028 ab\n", "apply-bpe", "-c", codes.toString(), "--glossaries", "foo"))
        .isEqualTo("foo@@ \u2028 ab\n");
    assertThat(
            filter(
                "xfooyfoo (foo)\n",
                "apply-bpe",
                "-c",
                codes.toString(),
                "--glossaries",
                "f(o)\\B."))
        .isEqualTo("x@@ foo@@ o@@ y@@ foo@@ o (@@ foo@@ o@@ )\n");
    CliRunner.Result posix =
        CliRunner.runWithInput(
            "a\n", "apply-bpe", "-c", codes.toString(), "--glossaries", "[[:alpha:]]");
    assertThat(posix.exitCode()).isEqualTo(2);
    assertThat(posix.err())
        .contains(
            "the glossary '[[:alpha:]]' is no regular expression: Python's expressions know no"
                + " classes such as [:alpha:]; \\w, \\d and \\s are known");
  }

  @Test
  void knowsCharactersNewerThanTheJdk() {
    assertThat(filter("melting \uD83E\uDEE0 face\n", "remove-non-printing-char"))
        .isEqualTo("melting \uD83E\uDEE0 face\n");
    assertThat(filter("\u2C2F\n", "lowercase")).isEqualTo("\u2C5F\n");
  }

  @Test
  void warnsAboutALanguageWithoutPrefixes() {
    assertThat(CliRunner.runWithInput("a\n", "tokenize", "-l", "xx").err())
        .contains("warning", "-l xx", "de, el, en, es");
    assertThat(CliRunner.runWithInput("a\n", "tokenize", "-l", "xx", "-q").err()).isEmpty();
  }

  @Test
  void normalizesAndLowercases() {
    assertThat(filter("„Ja“ …\n", "normalize-punctuation", "-l", "de")).isEqualTo("\"Ja\" ...\n");
    assertThat(filter("``a''\n", "normalize-punctuation", "-penn")).isEqualTo("``a\"\n");
    assertThat(filter("a\u200Bb\u0007\n", "remove-non-printing-char")).isEqualTo("a b \n");
    assertThat(filter("ÄÖ İ Σ\n", "lowercase")).isEqualTo("äö i\u0307 σ\n");
  }

  @Test
  void tokenizesAsThePennTreebank() {
    String text = "\"He can't,\" I said (no).\n";
    String tokens = filter(text, "tokenize", "-penn", "-b", "-q", "-lines", "5", "-a");
    assertThat(tokens).isEqualTo("`` He ca n&apos;t , &apos;&apos; I said -LRB- no -RRB- .\n");
    assertThat(filter(tokens, "detokenize", "-penn", "-q", "-b")).isEqualTo(text);
    assertThat(CliRunner.runWithInput("a\n", "tokenize", "-penn", "-a").err())
        .contains("warning", "-penn has rules of its own");
    CliRunner.Result french = CliRunner.runWithInput("a\n", "detokenize", "-penn", "-l", "fr");
    assertThat(french.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(french.err()).contains("-penn is about English");
  }

  @Test
  void takesFoldersOfPrefixesAndReportsTheTime() throws IOException {
    Files.writeString(folder.resolve("nonbreaking_prefix.xx"), "Abc\n");
    String[] arguments = {
      "tokenize", "-l", "xx", "-time", "--nonbreaking-prefixes-dir", folder.toString()
    };
    CliRunner.Result result = CliRunner.runWithInput("Abc. Mr. B\n", arguments);
    assertThat(result.out()).isEqualTo("Abc. Mr . B\n");
    assertThat(result.err()).startsWith("1 line in ").contains("milliseconds per line");
    CliRunner.Result missing =
        CliRunner.runWithInput(
            "a\n", "tokenize", "-l", "yy", "-nonbreaking-prefixes-dir", folder.toString());
    assertThat(missing.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(missing.err()).contains("nonbreaking_prefix.yy does not exist");
    assertThat(CliRunner.runWithInput("a\n", "tokenize", "-lines", "0").exitCode())
        .isEqualTo(ExitCode.WRONG_USE);
  }

  @Test
  void beginsLinesWithACapitalLetter() {
    assertThat(filter("( hallo ) welt .\n\n", "detokenize", "-l", "de", "-u", "-q"))
        .isEqualTo("(Hallo) welt.\n\n");
  }

  @Test
  void takesTheLanguageOfOlderScripts() {
    assertThat(filter("\"a\", b\n", "normalize-punctuation", "en", "-b")).isEqualTo("\"a,\" b\n");
    assertThat(filter("A\n", "lowercase", "-b")).isEqualTo("a\n");
    assertThat(filter("a\u200B\n", "remove-non-printing-char", "-b")).isEqualTo("a \n");
  }

  @Test
  void cleansPairsWithMarkup() throws IOException {
    Files.writeString(folder.resolve("raw.en"), "A <tag/> b\nc d e\n");
    Files.writeString(folder.resolve("raw.de"), "X y\nz\n");
    String corpus = folder.resolve("raw").toString();
    String clean = folder.resolve("clean").toString();
    CliRunner.Result result =
        CliRunner.run(
            "clean-corpus",
            "-ignore-ratio",
            "-ratio",
            "1",
            "-ignore-xml",
            "-lc",
            "-mwl",
            "6",
            corpus,
            "en",
            "de",
            clean,
            "1",
            "2");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    assertThat(folder.resolve("clean.en")).hasContent("a <tag/> b\n");
    assertThat(result.err()).contains("1 too long");
  }

  @Test
  void learnsAndAppliesCodes() throws IOException {
    String text = "low low lower newest newest widest\n";
    Path codes = folder.resolve("codes");
    CliRunner.Result learned =
        CliRunner.runWithInput(text, "learn-bpe", "-s", "6", "-o", codes.toString());
    assertThat(learned.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(codes).content().startsWith("#version: 0.2\n");
    assertThat(filter(text, "learn-bpe", "-s", "6")).isEqualTo(Files.readString(codes));
    String units = filter("newest wider\n", "apply-bpe", "-c", codes.toString());
    assertThat(units.replace("@@ ", "")).isEqualTo("newest wider\n");
    assertThat(filter("newest\n", "apply-bpe", "-c", codes.toString(), "-m", "0", "-s", "_"))
        .isEqualTo("n_ e_ w_ e_ s_ t\n");
    assertThat(
            filter(
                "wider\n", "apply-bpe", "-c", codes.toString(), "--glossaries", "wider", "[nN]ew"))
        .isEqualTo("wider\n");
    assertThat(filter("b a a\n", "get-vocab")).isEqualTo("a 2\nb 1\n");
    Path vocabulary = Files.writeString(folder.resolve("vocabulary"), "w@@ 9\n");
    assertThat(
            filter(
                "low\n",
                "apply-bpe",
                "-c",
                codes.toString(),
                "--vocabulary",
                vocabulary.toString(),
                "--vocabulary-threshold",
                "5"))
        .isEqualTo("l@@ o@@ w\n");
  }

  @Test
  void learnsFromADictionaryAsFromItsText() {
    assertThat(filter("a 2\nbab 3\n", "learn-bpe", "--dict-input", "-s", "9"))
        .isEqualTo(filter("a bab a bab\nbab\n", "learn-bpe", "-s", "9", "--num-workers", "2"))
        .isEqualTo("#version: 0.2\nb a\nba b</w>\n");
  }

  @Test
  void learnsJointly() throws IOException {
    Path english = Files.writeString(folder.resolve("en"), "low low\n");
    Path german = Files.writeString(folder.resolve("de"), "lob lob\n");
    Path codes = folder.resolve("codes");
    CliRunner.Result result =
        CliRunner.run(
            "learn-joint-bpe-and-vocab",
            "-s",
            "1",
            "-i",
            english.toString(),
            german.toString(),
            "-o",
            codes.toString(),
            "--write-vocabulary",
            folder.resolve("vocab.en").toString(),
            folder.resolve("vocab.de").toString());
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    assertThat(codes).hasContent("#version: 0.2\nl o\n");
    assertThat(folder.resolve("vocab.en")).hasContent("lo@@ 2\nw 2\n");
    assertThat(folder.resolve("vocab.de")).hasContent("lo@@ 2\nb 2\n");
  }

  @Test
  void dropsMergesPerLine() throws IOException {
    Path codes = Files.writeString(folder.resolve("codes"), "#version: 0.2\na b\nab c</w>\n");
    String text = "abc abc abc abc\n".repeat(40_000);
    String[] arguments = {"apply-bpe", "-c", codes.toString(), "--dropout", "0.5", "--seed", "7"};
    String one = filter(text, with(arguments, "-threads", "1"));
    assertThat(filter(text, with(arguments, "-threads", "3"))).isEqualTo(one);
    assertThat(one.replace("@@ ", "")).isEqualTo(text);
    // A word stays whole if neither of its two merges is dropped: 1/4 of 160,000.
    assertThat(one.split("\\babc\\b", -1).length - 1).isBetween(39_000, 41_000);
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void encodesAndDecodesSentencePieces() throws IOException {
    Path model = folder.resolve("unigram.model");
    try (InputStream resource = SentencePieceModel.class.getResourceAsStream("unigram.model")) {
      Files.copy(resource, model);
    }
    String[] encode = {"spm-encode", "--model", model.toString()};
    String[] decode = {"spm-decode", "--model", model.toString()};
    assertThat(filter("seven hundred\n\n", encode)).isEqualTo("▁seven ▁hundred\n\n");
    assertThat(filter("▁seven ▁hundred\n\n", decode)).isEqualTo("seven hundred\n\n");
    String ids = filter("seven hundred 😀\n", with(encode, "--output_format", "id"));
    assertThat(ids).matches("[0-9 ]+\n");
    assertThat(filter(ids, with(decode, "--input-format", "id"))).isEqualTo("seven hundred 😀\n");
    CliRunner.Result wrong =
        CliRunner.runWithInput("1\n▁x\n", with(decode, "--input-format", "id"));
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(wrong.err()).contains("line 2", "▁x", "ids");
  }

  @Test
  void cleansACorpus() throws IOException {
    Files.writeString(folder.resolve("in.en"), "a b\n\nc\n");
    Files.writeString(folder.resolve("in.de"), "a  b\nx\nc d e f\n");
    CliRunner.Result result =
        CliRunner.run(
            "clean-corpus",
            "-ratio",
            "2",
            folder.resolve("in").toString(),
            "en",
            "de",
            folder.resolve("out").toString(),
            "1",
            "80");
    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(result.err()).contains("3 pairs read, 1 kept", "1 empty", "1 by ratio");
    assertThat(folder.resolve("out.de")).hasContent("a b\n");
  }

  @Test
  void makesTheSampleCorpus() {
    CliRunner.Result result =
        CliRunner.run(
            "sample-corpus", folder.toString(), "--train", "20", "--valid", "5", "--test", "5");
    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(folder.resolve("train.de")).content().hasLineCount(20);
    assertThat(folder.resolve("test.en")).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tokenize -threads 0",
        "tokenize -protected missing",
        "apply-bpe -c missing",
        "learn-bpe -s 0",
        "learn-bpe -i missing",
        "sample-corpus x --train 0",
        "clean-corpus missing en de out 1 80",
        "clean-corpus missing en de out 9 1",
        "apply-bpe",
        "apply-bpe -c CODES --glossaries (",
        "apply-bpe -c CODES --dropout 2",
        "learn-bpe --num-workers 0",
        "learn-joint-bpe-and-vocab -i missing -o x --write-vocabulary y",
        "learn-joint-bpe-and-vocab -i missing missing -o x --write-vocabulary y",
        "spm-encode --model missing",
        "spm-encode --model CODES",
        "spm-decode --model CODES --input-format words"
      })
  void reportsWrongUse(String arguments) throws IOException {
    Path codes = Files.writeString(folder.resolve("codes"), "#version: 0.2\na b\n");
    CliRunner.Result result =
        CliRunner.runWithInput("a\n", arguments.replace("CODES", codes.toString()).split(" ", -1));
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.err()).isNotEmpty().doesNotContain("\tat ");
  }

  private static String filter(String input, String... arguments) {
    CliRunner.Result result = CliRunner.runWithInput(input, arguments);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    return result.out();
  }
}

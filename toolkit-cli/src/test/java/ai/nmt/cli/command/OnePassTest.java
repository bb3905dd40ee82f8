package ai.nmt.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Raw text in one pass: equal to the separate commands, and how unusable lines are met. */
class OnePassTest {
  private static final String RULES = "text-rules.json";

  @TempDir private Path folder;

  @BeforeEach
  void writeRawText() throws IOException {
    for (String language : List.of("en", "de")) {
      String text = resource("/ai/nmt/text/moses/input." + language);
      // Ends of lines as other systems write them, and within a line.
      Files.writeString(
          folder.resolve("raw." + language), text + "Mac-\rline, Ein „Wort“ \r\nlast &amp; «one»");
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = OnePassTest.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private static String filter(String text, String... command) {
    CliRunner.Result result = CliRunner.runWithInput(text, command);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out();
  }

  private CliRunner.Result preprocess(String destination, String prefix, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("preprocess", "-s", "en", "-t", "de", "--joined-dictionary", "--workers", "2"));
    arguments.addAll(List.of("--destdir", at(destination), "--trainpref", at(prefix)));
    arguments.addAll(List.of("--validpref", at(prefix)));
    arguments.addAll(List.of(more));
    return CliRunner.run(arguments.toArray(String[]::new));
  }

  private void assertSameData(String actual, String expected) throws IOException {
    List<String> names = names(expected);
    assertThat(names).hasSize(2 + 2 * 2 * 2);
    assertThat(names(actual)).isEqualTo(names);
    for (String name : names) {
      assertThat(folder.resolve(actual).resolve(name))
          .hasSameBinaryContentAs(folder.resolve(expected).resolve(name));
    }
  }

  private List<String> names(String directory) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(directory))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(RULES))
          .sorted()
          .toList();
    }
  }

  /** A text in both languages after the separate commands, each from standard input to output. */
  private void separately(String from, String to, List<List<String>> commands) throws IOException {
    for (String language : List.of("en", "de")) {
      String text = Files.readString(folder.resolve(from + "." + language));
      for (List<String> command : commands) {
        text =
            filter(
                text,
                command.stream()
                    .map(word -> word.replace("LANG", language))
                    .toArray(String[]::new));
      }
      Files.writeString(folder.resolve(to + "." + language), text);
    }
  }

  private static List<List<String>> commands(String commands) {
    return Stream.of(commands.split(" \\| ", -1)).map(one -> List.of(one.split(" ", -1))).toList();
  }

  private void assertOnePassEquals(String prepared, List<String> flags) throws IOException {
    CliRunner.Result separate = preprocess("expected", prepared);
    assertThat(separate.exitCode()).as(separate.err()).isZero();
    assertThat(folder.resolve("expected").resolve(RULES)).doesNotExist();
    CliRunner.Result result = preprocess("one", "raw", flags.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertSameData("one", "expected");
    assertThat(folder.resolve("one").resolve(RULES)).exists();
  }

  /** The separate commands, then the flags of the one pass. */
  @ParameterizedTest
  @CsvSource({
    "normalize-punctuation -l LANG | tokenize -l LANG -a | lowercase,"
        + " --normalize-punctuation --tokenizer moses --lowercase",
    "tokenize -l LANG -a, --tokenizer moses --no-normalize-punctuation",
    "normalize-punctuation -l LANG | tokenize -l LANG -no-escape | lowercase,"
        + " --moses-normalize-punctuation --tokenizer moses --moses-no-dash-splits"
        + " --moses-no-escape --lowercase",
    "tokenize -l LANG, --tokenizer moses --moses-no-dash-splits --no-lowercase",
    "normalize-punctuation -l LANG | remove-non-printing-char | tokenize -l LANG -a,"
        + " --normalize-punctuation --remove-non-printing-char --tokenizer moses",
    "remove-non-printing-char | lowercase, --moses-remove-non-printing-char --lowercase",
  })
  void onePassEqualsTheSeparateCommands(String commands, String flags) throws IOException {
    separately("raw", "tok", commands(commands));
    String all =
        Files.readString(folder.resolve("tok.en")) + Files.readString(folder.resolve("tok.de"));
    Files.writeString(folder.resolve("codes"), filter(all, "learn-bpe", "-s", "300"));
    separately("tok", "bpe", List.of(List.of("apply-bpe", "-c", at("codes"))));
    List<String> onePass = new ArrayList<>(List.of(flags.split(" ", -1)));
    onePass.addAll(List.of("--bpe", "subword_nmt", "--bpe-codes", at("codes")));
    assertOnePassEquals("bpe", onePass);
  }

  private String model(String name) throws IOException {
    try (InputStream stream =
        OnePassTest.class.getResourceAsStream("/ai/nmt/sentencepiece/" + name + ".model")) {
      return Files.write(folder.resolve(name + ".model"), stream.readAllBytes()).toString();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "unigram, '', '', --sentencepiece-model",
    "bytes, '', '', --bpe-codes",
    "bytes, lowercase, --lowercase, --sentencepiece-model",
    "unigram, tokenize -l LANG -a, --tokenizer moses, --sentencepiece-model",
    "unigram, normalize-punctuation -l LANG | tokenize -l LANG -a | lowercase,"
        + " --normalize-punctuation --tokenizer moses --lowercase, --sentencepiece-model",
  })
  void onePassWithPiecesEqualsTheSeparateCommands(
      String model, String commands, String flags, String modelFlag) throws IOException {
    List<List<String>> separate =
        new ArrayList<>(commands.isEmpty() ? List.of() : commands(commands));
    separate.add(List.of("spm-encode", "--model", model(model)));
    // A line ends where Python ends it, as soon as its text is prepared.
    for (String language : List.of("en", "de")) {
      Path raw = folder.resolve("raw." + language);
      Files.writeString(raw, Files.readString(raw).replace("\r", ""));
    }
    separately("raw", "spm", separate);
    List<String> onePass = new ArrayList<>(List.of("--bpe", "sentencepiece", modelFlag));
    onePass.add(at(model + ".model"));
    if (!flags.isEmpty()) {
      onePass.addAll(List.of(flags.split(" ", -1)));
    }
    assertOnePassEquals("spm", onePass);
  }

  @Test
  void onePassWithVocabulariesAndGlossariesEqualsTheSeparateCommands() throws IOException {
    separately("raw", "tok", commands("tokenize -l LANG -a"));
    CliRunner.Result learned =
        CliRunner.run(
            "learn-joint-bpe-and-vocab",
            "--input",
            at("tok.en"),
            at("tok.de"),
            "-s",
            "300",
            "-o",
            at("codes"),
            "--write-vocabulary",
            at("vocab.en"),
            at("vocab.de"));
    assertThat(learned.exitCode()).as(learned.err()).isZero();
    List<String> apply = new ArrayList<>(List.of("apply-bpe", "-c", at("codes"), "-s", "~"));
    apply.addAll(List.of("--vocabulary", at("vocab.LANG"), "--vocabulary-threshold", "3"));
    apply.addAll(List.of("--glossaries", "[0-9]+", "Wort|last"));
    Files.writeString(folder.resolve("vocab.en"), readWithSeparator("vocab.en"));
    Files.writeString(folder.resolve("vocab.de"), readWithSeparator("vocab.de"));
    separately("tok", "bpe", List.of(apply));
    List<String> onePass = new ArrayList<>(List.of("--tokenizer", "moses", "--bpe", "subword_nmt"));
    onePass.addAll(List.of("--bpe-codes", at("codes"), "--bpe-separator", "~"));
    onePass.addAll(List.of("--bpe-source-vocabulary", at("vocab.en")));
    onePass.addAll(List.of("--bpe-target-vocabulary", at("vocab.de")));
    onePass.addAll(List.of("--bpe-vocabulary-threshold", "3"));
    onePass.addAll(List.of("--bpe-glossaries", "[0-9]+", "Wort|last"));
    assertOnePassEquals("bpe", onePass);
    // The vocabularies matter.
    separately("tok", "free", List.of(apply.subList(0, 5)));
    assertThat(Files.readString(folder.resolve("free.en")))
        .isNotEqualTo(Files.readString(folder.resolve("bpe.en")));
  }

  private String readWithSeparator(String name) throws IOException {
    return Files.readString(folder.resolve(name)).replace("@@ ", "~ ");
  }

  @Test
  void eachRuleMayStandAlone() throws IOException {
    Files.writeString(folder.resolve("low.en"), "a b\n");
    Files.writeString(folder.resolve("low.de"), "c ä\n");
    Files.writeString(folder.resolve("up.en"), "A b\n");
    Files.writeString(folder.resolve("up.de"), "c Ä\n");
    assertThat(preprocess("expected", "low").exitCode()).isZero();
    assertThat(preprocess("one", "up", "--lowercase", "--tokenizer", "none").exitCode()).isZero();
    assertSameData("one", "expected");
  }

  private void writePairs() throws IOException {
    ByteArrayOutputStream german = new ByteArrayOutputStream();
    german.write("eins\nzwei\n".getBytes(UTF_8));
    german.write("fünf\n".getBytes(ISO_8859_1));
    german.write("ein sehr langer Satz\nfünf\nzu viel\n".getBytes(UTF_8));
    Files.write(folder.resolve("bad.de"), german.toByteArray());
    ByteArrayOutputStream english = new ByteArrayOutputStream();
    english.write("one\n".getBytes(UTF_8));
    english.write("tw\u00f6\n".getBytes(ISO_8859_1));
    english.write("thr\u00e9e\n".getBytes(ISO_8859_1));
    english.write("four\nfive\n".getBytes(UTF_8));
    Files.write(folder.resolve("bad.en"), english.toByteArray());
  }

  @Test
  void unusableLinesAreReportedTogether() throws IOException {
    writePairs();
    for (List<String> flags : List.of(List.<String>of(), List.of("--tokenizer", "moses"))) {
      List<String> more = new ArrayList<>(flags);
      more.addAll(List.of("--max-line-length", "10", "--on-error", "fail"));
      CliRunner.Result result = preprocess("out", "bad", more.toArray(String[]::new));
      assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
      assertThat(result.err())
          .contains(at("bad.en") + ": 2 lines (the first: 2) are not valid UTF-8")
          .contains(at("bad.de") + ": line 3 is not valid UTF-8")
          .contains(at("bad.de") + ": line 4 is longer than 10 characters (--max-line-length)")
          .contains(at("bad.en") + " has 5 lines, but " + at("bad.de") + " has 6")
          .contains("iconv", "--on-error skip")
          .doesNotContain("\tat ");
      try (Stream<Path> written = Files.list(folder.resolve("out"))) {
        assertThat(written).isEmpty();
      }
    }
  }

  @Test
  void unusableLinesOfEveryPrefixAreReportedAndSkipped() throws IOException {
    writePairs();
    for (String language : List.of("en", "de")) {
      Files.writeString(folder.resolve("good." + language), "eins 1\nzwei 2\n");
      Files.copy(folder.resolve("bad." + language), folder.resolve("worse." + language));
    }
    Files.writeString(folder.resolve("short.en"), "eins\n");
    Files.writeString(folder.resolve("short.de"), "eins\nzwei\ndrei\n");
    List<String> flags = new ArrayList<>();
    flags.addAll(List.of("--validpref", at("good") + "," + at("bad") + "," + at("short")));
    flags.addAll(List.of("--testpref", at("worse") + "," + at("good") + "," + at("short")));
    flags.addAll(List.of("--bpe", "sentencepiece", "--sentencepiece-model", model("bytes")));
    flags.addAll(List.of("--max-line-length", "10", "--on-error"));
    CliRunner.Result failed = preprocess("out", "good", with(flags, "fail"));
    assertThat(failed.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(failed.err())
        .contains(at("bad.en") + ": 2 lines", at("worse.en") + ": 2 lines")
        .contains(at("bad.de") + ": line 4 is longer", at("worse.de") + ": line 4 is longer")
        .containsOnlyOnce(at("bad.en") + " has 5 lines, but")
        .contains(at("worse.en") + " has 5 lines, but")
        .contains(at("short.en") + " has 1 line, but " + at("short.de") + " has 3");
    CliRunner.Result skipped = preprocess("out", "good", with(flags, "skip"));
    assertThat(skipped.exitCode()).as(skipped.err()).isZero();
    assertThat(skipped.lines())
        .contains(
            "valid1: 4 of 6 lines are left out",
            "valid2: 2 of 3 lines are left out",
            "test: 4 of 6 lines are left out",
            "test2: 2 of 3 lines are left out")
        .noneMatch(line -> line.startsWith("train: ") || line.startsWith("test1: "));
    try (Stream<Path> written = Files.list(folder.resolve("out"))) {
      assertThat(written).hasSize(2 + 1 + 2 * 2 * (1 + 3 + 3));
    }
  }

  private static String[] with(List<String> flags, String last) {
    return Stream.concat(flags.stream(), Stream.of(last)).toArray(String[]::new);
  }

  @Test
  void unusableLinesAreSkippedWithTheirTranslations() throws IOException {
    writePairs();
    Files.writeString(folder.resolve("good.en"), "one\nfive\n");
    Files.writeString(folder.resolve("good.de"), "eins\nfünf\n");
    assertThat(preprocess("expected", "good").exitCode()).isZero();
    CliRunner.Result result =
        preprocess("out", "bad", "--max-line-length", "10", "--on-error", "skip");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.lines())
        .contains(
            "train: 4 of 6 lines are left out",
            "valid: 4 of 6 lines are left out",
            at("bad.en") + ": 2 lines (the first: 2) are not valid UTF-8",
            at("bad.de") + ": line 4 is longer than 10 characters (--max-line-length)",
            "[en] " + at("bad.en") + ": 2 sents, 4 tokens, 0.0% replaced by <unk>");
    assertSameData("out", "expected");
  }

  @Test
  void whereNothingIsLeftThereIsNothingToSkipTo() throws IOException {
    Files.write(folder.resolve("bad.en"), "\u00e4\n".getBytes(ISO_8859_1));
    Files.writeString(folder.resolve("bad.de"), "ä\n");
    CliRunner.Result result = preprocess("out", "bad", "--on-error", "skip");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.err()).contains("no line of train can be used", "bad.en: line 1 is not");
  }

  @Test
  void wrongFlagsAreWrongUse() throws IOException {
    assertWrongUse(preprocess("out", "raw", "--bpe", "subword_nmt"), "--bpe-codes");
    assertWrongUse(preprocess("out", "raw", "--bpe-codes", at("c")), "give --bpe subword_nmt");
    assertWrongUse(
        preprocess("out", "raw", "--bpe", "subword_nmt", "--bpe-codes", at("none")),
        "the BPE codes file " + at("none") + " does not exist");
    assertWrongUse(
        preprocess("out", "raw", "--bpe", "sentencepiece"), "give it with --sentencepiece-model");
    assertWrongUse(
        preprocess("out", "raw", "--sentencepiece-model", at("m")), "give --bpe sentencepiece");
    assertWrongUse(
        preprocess("out", "raw", "--bpe", "subword_nmt", "--sentencepiece-model", at("m")),
        "--sentencepiece-model is not for byte pair encoding");
    String[] pieces = {"--bpe", "sentencepiece", "--sentencepiece-model", at("raw.en")};
    assertWrongUse(preprocess("out", "raw", pieces), at("raw.en") + " is no SentencePiece model");
    assertWrongUse(
        preprocess("out", "raw", "--bpe", "sentencepiece", "--bpe-separator", "@@"),
        "are not for a SentencePiece model");
    assertWrongUse(
        preprocess("out", "raw", plus(pieces, "--bpe-codes", at("c"))), "give one of them");
    Files.writeString(folder.resolve("c"), "a b\n");
    String[] pairs = {"--bpe", "subword_nmt", "--bpe-codes", at("c")};
    assertWrongUse(
        preprocess("out", "raw", plus(pairs, "--bpe-vocabulary-threshold", "3")),
        "--bpe-vocabulary-threshold needs a vocabulary");
    assertWrongUse(
        preprocess("out", "raw", plus(pairs, "--bpe-source-vocabulary", at("c"))),
        "line 1 of the vocabulary " + at("c"));
    assertWrongUse(
        preprocess("out", "raw", plus(pairs, "--bpe-glossaries", "(")),
        "the glossary '(' is no regular expression");
    assertWrongUse(preprocess("out", "raw", "--moses-no-escape"), "give --tokenizer moses");
    assertWrongUse(preprocess("out", "raw", "--tokenizer", "mosis"), "one of: moses, none");
    assertWrongUse(preprocess("out", "raw", "--on-error", "warn"), "one of: fail, skip");
    assertWrongUse(preprocess("out", "raw", "--max-line-length", "-1"), "--max-line-length is -1");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void otherRulesDoNotMeetInOneFolder() throws IOException {
    assertThat(preprocess("out", "raw", "--tokenizer", "moses").exitCode()).isZero();
    assertWrongUse(preprocess("out", "raw"), "made with other text rules", "--overwrite");
    assertWrongUse(preprocess("out", "raw", "--lowercase"), "made with other text rules");
    assertThat(preprocess("out", "raw", "--lowercase", "--overwrite").exitCode()).isZero();
    assertThat(Files.readString(folder.resolve("out").resolve(RULES)))
        .contains("\"lowercase\": true", "\"tokenizer\": \"none\"");
    assertThat(preprocess("out", "raw", "--overwrite").exitCode()).isZero();
    assertThat(folder.resolve("out").resolve(RULES)).doesNotExist();
  }

  private static String[] plus(String[] arguments, String... more) {
    return Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private static void assertWrongUse(CliRunner.Result result, String... parts) {
    assertThat(result.err()).contains(parts).doesNotContain("\tat ");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
  }
}

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

  /** The flags of the separate commands, then those of the one pass. */
  @ParameterizedTest
  @CsvSource({
    "true, -a, true, ",
    "false, -a, false, --no-normalize-punctuation",
    "true, -no-escape, true, --moses-no-dash-splits --moses-no-escape",
    "false, '', false, --moses-no-dash-splits --no-lowercase",
  })
  void onePassEqualsTheSeparateCommands(
      boolean normalize, String flag, boolean lowercase, String flags) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String language : List.of("en", "de")) {
      String text = Files.readString(folder.resolve("raw." + language));
      if (normalize) {
        text = filter(text, "normalize-punctuation", "-l", language);
      }
      List<String> tokenize = new ArrayList<>(List.of("tokenize", "-l", language));
      if (!flag.isEmpty()) {
        tokenize.add(flag);
      }
      text = filter(text, tokenize.toArray(String[]::new));
      text = lowercase ? filter(text, "lowercase") : text;
      Files.writeString(folder.resolve("tok." + language), text);
      all.append(text);
    }
    Files.writeString(folder.resolve("codes"), filter(all.toString(), "learn-bpe", "-s", "300"));
    for (String language : List.of("en", "de")) {
      String text = Files.readString(folder.resolve("tok." + language));
      Files.writeString(
          folder.resolve("bpe." + language), filter(text, "apply-bpe", "-c", at("codes")));
    }
    assertThat(preprocess("expected", "bpe").exitCode()).isZero();
    assertThat(folder.resolve("expected").resolve(RULES)).doesNotExist();

    List<String> onePass = new ArrayList<>(List.of("--tokenizer", "moses"));
    onePass.addAll(List.of("--bpe", "subword_nmt", "--bpe-codes", at("codes")));
    if (normalize) {
      onePass.add("--normalize-punctuation");
    }
    if (lowercase) {
      onePass.add("--lowercase");
    }
    if (flags != null) {
      onePass.addAll(List.of(flags.split(" ", -1)));
    }
    CliRunner.Result result = preprocess("one", "raw", onePass.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertSameData("one", "expected");
    assertThat(folder.resolve("one").resolve(RULES)).exists();
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
        preprocess("out", "raw", "--bpe", "subword_nmt", "--bpe-codes", at("c")),
        "the BPE codes file " + at("c") + " does not exist");
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

  private static void assertWrongUse(CliRunner.Result result, String... parts) {
    assertThat(result.err()).contains(parts).doesNotContain("\tat ");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
  }
}

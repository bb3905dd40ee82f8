package ai.nmt.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreprocessCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeTexts() throws IOException {
    Files.writeString(folder.resolve("train.en"), "a dog runs\na cat\n");
    Files.writeString(folder.resolve("train.de"), "ein Hund rennt\neine Katze\n");
    Files.writeString(folder.resolve("dev.en"), "a mouse\n");
    Files.writeString(folder.resolve("dev.de"), "eine Maus\n");
  }

  private CliRunner.Result preprocess(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("preprocess", "-s", "en", "-t", "de", "--destdir", at("out"), "--trainpref"));
    arguments.add(at("train"));
    arguments.addAll(List.of(more));
    return CliRunner.run(arguments.toArray(String[]::new));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private void assertWrongUse(CliRunner.Result result, String... parts) {
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.err()).contains(parts).doesNotContain("\tat ");
  }

  @Test
  void textBecomesDataAndReports() throws IOException {
    CliRunner.Result result =
        preprocess("--validpref", at("dev") + "," + at("dev"), "--testpref", at("dev"));
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.lines())
        .containsExactly(
            "[en] Dictionary: 8 types",
            "[en] " + at("train.en") + ": 2 sents, 7 tokens, 0.0% replaced by <unk>",
            "[en] " + at("dev.en") + ": 1 sents, 3 tokens, 33.3% replaced by <unk>",
            "[en] " + at("dev.en") + ": 1 sents, 3 tokens, 33.3% replaced by <unk>",
            "[en] " + at("dev.en") + ": 1 sents, 3 tokens, 33.3% replaced by <unk>",
            "[de] Dictionary: 16 types",
            "[de] " + at("train.de") + ": 2 sents, 7 tokens, 0.0% replaced by <unk>",
            "[de] " + at("dev.de") + ": 1 sents, 3 tokens, 33.3% replaced by <unk>",
            "[de] " + at("dev.de") + ": 1 sents, 3 tokens, 33.3% replaced by <unk>",
            "[de] " + at("dev.de") + ": 1 sents, 3 tokens, 33.3% replaced by <unk>",
            "Wrote preprocessed data to " + at("out"));
    assertThat(Files.readString(folder.resolve("out/dict.en.txt")))
        .isEqualTo("a 2\ncat 1\ndog 1\nruns 1\n");
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertThat(files).hasSize(2 + 4 * 2 * 2);
    }
  }

  @Test
  void everyFlagReachesTheJob() throws IOException {
    CliRunner.Result result =
        preprocess(
            "--thresholdsrc=2",
            "--nwordstgt=6",
            "--padding-factor=1",
            "--workers=3",
            "--thresholdtgt=0",
            "--nwordssrc=-1");
    assertThat(result.exitCode()).isZero();
    assertThat(Files.readString(folder.resolve("out/dict.en.txt"))).isEqualTo("a 2\n");
    assertThat(Files.readString(folder.resolve("out/dict.de.txt"))).isEqualTo("Hund 1\nKatze 1\n");
    result = preprocess("--joined-dictionary", "--overwrite", "--padding-factor=1");
    assertThat(result.exitCode()).isZero();
    assertThat(folder.resolve("out/dict.en.txt"))
        .hasSameTextualContentAs(folder.resolve("out/dict.de.txt"));
    result =
        CliRunner.run(
            "preprocess",
            "--source-lang=en",
            "--target-lang=de",
            "--testpref=" + at("dev"),
            "--srcdict=" + at("out/dict.en.txt"),
            "--destdir=" + at("only"),
            "--only-source");
    assertThat(result.err()).hasLineCount(1).contains("does not look like the text");
    assertThat(result.exitCode()).isZero();
    assertThat(folder.resolve("only/dict.en.txt")).exists();
    assertThat(folder.resolve("only/dict.de.txt")).doesNotExist();
  }

  @Test
  void aMissingTextIsWrongUse() {
    assertWrongUse(
        preprocess("--testpref", at("none")), "there is no text " + at("none.en"), "--testpref");
  }

  @Test
  void lineCountsThatDifferAreWrongUse() throws IOException {
    Files.writeString(folder.resolve("dev.de"), "eine Maus\nnoch eine\n");
    assertWrongUse(
        preprocess("--validpref", at("dev")),
        at("dev.en") + " has 1 line, but " + at("dev.de") + " has 2");
  }

  @Test
  void invalidUtf8IsWrongUse() throws IOException {
    Files.write(folder.resolve("train.de"), "ein\nMädchen\n".getBytes(ISO_8859_1));
    assertWrongUse(preprocess(), at("train.de") + ", line 2: the line is not valid UTF-8", "iconv");
  }

  @Test
  void aMalformedDictionaryIsWrongUse() throws IOException {
    Files.writeString(folder.resolve("dict"), "a 3\nb\n");
    assertWrongUse(
        preprocess("--srcdict", at("dict")), at("dict") + ", line 2", "a symbol, a space");
    Files.writeString(folder.resolve("dict"), "a 3\na 2\n");
    assertWrongUse(preprocess("--tgtdict", at("dict")), "line 2: the symbol \"a\" is already");
  }

  @Test
  void anEarlierRunIsNotReplaced() {
    assertThat(preprocess().exitCode()).isZero();
    assertWrongUse(preprocess(), "files of an earlier run", at("out/dict.en.txt"), "--overwrite");
  }

  @Test
  void aFolderWithoutRightsIsWrongUse() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    assertThat(closed.toFile().setWritable(false)).isTrue();
    Assumptions.assumeFalse(Files.isWritable(closed), "skipped: this user may write everywhere");
    assertWrongUse(preprocess("--destdir", closed.toString()), "--destdir", "permission denied");
  }

  @Test
  void wrongFlagsAreWrongUse() {
    assertWrongUse(preprocess("--workers", "0"), "--workers is 0");
    assertWrongUse(preprocess("--padding-factor", "0"), "--padding-factor");
    assertWrongUse(preprocess("--workerz", "3"), "--workers");
    assertWrongUse(
        CliRunner.run("preprocess", "-s", "en", "--trainpref", at("train")), "--target-lang");
    assertWrongUse(
        CliRunner.run("preprocess", "-s", "en", "-t", "en", "--trainpref", at("train")),
        "both \"en\"");
    assertWrongUse(CliRunner.run("preprocess", "-s", "en", "-t", "de"), "--trainpref");
  }

  @Test
  void helpNamesFairseqsFlags() {
    CliRunner.Result result = CliRunner.run("preprocess", "--help");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains(
            "--source-lang", "--trainpref", "--nwordssrc", "--joined-dictionary", "(default: 8)");
  }
}

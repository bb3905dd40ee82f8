package ai.nmt.run.prepare;

import static ai.nmt.TextFiles.resource;
import static ai.nmt.TextFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.corpus.BinarizationReport;
import ai.nmt.corpus.LanguagePair;
import ai.nmt.corpus.ParallelCorpora;
import ai.nmt.corpus.ParallelCorpus;
import ai.nmt.io.InputException;
import ai.nmt.vocab.DictionaryLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessTest {
  private static final Path TEXT = resource("fairseq/text");
  private static final LanguagePair EN_DE = new LanguagePair("en", "de");
  private static final DictionaryChoice JOINED =
      new DictionaryChoice(
          DictionaryLimits.defaults(),
          DictionaryLimits.defaults(),
          Optional.empty(),
          Optional.empty(),
          true);

  @TempDir private Path folder;

  /** Remembers what was reported and that texts begin, advance and end in turn. */
  private static final class Recorder implements PreprocessListener {
    private final List<String> lines = new ArrayList<>();
    private long expected;
    private long done;

    @Override
    public void begun(String task, long bytes) {
      expected = bytes;
      done = 0;
    }

    @Override
    public void advanced(long bytes) {
      done += bytes;
    }

    @Override
    public void ended() {
      assertThat(done).isEqualTo(expected);
    }

    @Override
    public void reported(String line) {
      lines.add(line);
    }
  }

  private static List<BinarizationReport> run(PreprocessConfig config) {
    return new Preprocess(config, new Recorder()).run();
  }

  private PreprocessConfig golden(DictionaryChoice choice, boolean allSplits, int workers) {
    return new PreprocessConfig(
        EN_DE,
        Optional.of(TEXT.resolve("train.bpe")),
        allSplits ? List.of(TEXT.resolve("val.bpe")) : List.of(),
        allSplits ? List.of(TEXT.resolve("test.bpe")) : List.of(),
        choice,
        new PreprocessConfig.Output(folder.resolve("out"), false, false),
        workers);
  }

  private void assertSameFiles(Path expected) throws IOException {
    assertThat(names(folder.resolve("out"))).isEqualTo(names(expected));
    for (String name : names(expected)) {
      assertThat(folder.resolve("out").resolve(name))
          .hasSameBinaryContentAs(expected.resolve(name));
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void joinedDataIsFairseqs(int workers) throws IOException {
    run(golden(JOINED, true, workers));
    assertSameFiles(resource("fairseq/databin-joined"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void separateDataIsFairseqs(int workers) throws IOException {
    run(golden(DictionaryChoice.defaults(), true, workers));
    assertSameFiles(resource("fairseq/databin-separate"));
  }

  @Test
  void limitedDataIsFairseqs() throws IOException {
    DictionaryChoice limited =
        new DictionaryChoice(
            new DictionaryLimits(0, 200, 8),
            new DictionaryLimits(2, 150, 8),
            Optional.empty(),
            Optional.empty(),
            false);
    run(golden(limited, false, 2));
    assertSameFiles(resource("fairseq/databin-limits"));
  }

  @Test
  void existingDictionariesAreReused() throws IOException {
    Path dictionary = resource("fairseq/databin-joined").resolve("dict.de.txt");
    for (boolean asSource : new boolean[] {true, false}) {
      Optional<Path> given = Optional.of(dictionary);
      Optional<Path> none = Optional.empty();
      PreprocessConfig config =
          golden(
              new DictionaryChoice(
                  DictionaryLimits.defaults(),
                  DictionaryLimits.defaults(),
                  asSource ? given : none,
                  asSource ? none : given,
                  true),
              true,
              2);
      run(withOutput(config, new PreprocessConfig.Output(folder.resolve("out"), false, true)));
      assertSameFiles(resource("fairseq/databin-joined"));
    }
  }

  private static PreprocessConfig withOutput(
      PreprocessConfig config, PreprocessConfig.Output output) {
    return new PreprocessConfig(
        config.languages(),
        config.train(),
        config.valid(),
        config.test(),
        config.dictionaries(),
        output,
        config.workers());
  }

  /** A corpus of three pairs, binarised on its own. */
  private PreprocessConfig small(String source, String target) {
    write(folder.resolve("train.en"), source);
    write(folder.resolve("train.de"), target);
    return new PreprocessConfig(
        EN_DE,
        Optional.of(folder.resolve("train")),
        List.of(),
        List.of(),
        DictionaryChoice.defaults(),
        new PreprocessConfig.Output(folder.resolve("out"), false, false),
        2);
  }

  @Test
  void everyTextIsReported() {
    PreprocessConfig config = golden(JOINED, true, 1);
    Recorder recorder = new Recorder();
    List<BinarizationReport> reports = new Preprocess(config, recorder).run();
    assertThat(reports).hasSize(6);
    assertThat(reports.get(0))
        .isEqualTo(new BinarizationReport(TEXT.resolve("train.bpe.en"), 200, 5016, 0));
    assertThat(recorder.lines.get(0)).isEqualTo("[en] Dictionary: 480 types");
    assertThat(recorder.lines.get(1))
        .isEqualTo(
            "[en] "
                + TEXT.resolve("train.bpe.en")
                + ": 200 sents, 5016 tokens, 0.0% replaced by <unk>");
    assertThat(recorder.lines).hasSize(8);
  }

  @Test
  void percentagesHaveThreeDigitsAsInFairseqsLog() {
    // Lines of fairseq's own log of IWSLT'14: 35, 103, 8 and 14 words were unknown.
    assertThat(new BinarizationReport(Path.of("valid.de"), 7283, 182592, 35))
        .hasToString("valid.de: 7283 sents, 182592 tokens, 0.0192% replaced by <unk>");
    assertThat(new BinarizationReport(Path.of("test.de"), 6750, 161838, 103).toString())
        .contains(" 0.0636% ");
    assertThat(new BinarizationReport(Path.of("valid.en"), 7283, 178622, 8).toString())
        .contains(" 0.00448% ");
    assertThat(new BinarizationReport(Path.of("x"), 1, 3, 2).toString()).contains(" 66.7% ");
    assertThat(new BinarizationReport(Path.of("x"), 1, 100, 1).toString()).contains(" 1.0% ");
    assertThat(new BinarizationReport(Path.of("x"), 1, 2, 2).toString()).contains(" 100.0% ");
  }

  @Test
  void unknownWordsAreCountedButNotTheUnknownSymbolItself() {
    PreprocessConfig config = small("a b\n", "x\n");
    write(folder.resolve("valid.en"), "a <unk> c\n");
    write(folder.resolve("valid.de"), "x\n");
    PreprocessConfig both =
        new PreprocessConfig(
            EN_DE,
            config.train(),
            List.of(folder.resolve("valid")),
            List.of(),
            config.dictionaries(),
            config.output(),
            1);
    assertThat(run(both).get(1).replaced()).isEqualTo(1);
  }

  @Test
  void emptyLinesBecomeTheEndOfSentenceAlone() {
    run(small("a\n\nb\n", "x\n \ny"));
    try (ParallelCorpus train = ParallelCorpora.open(folder.resolve("out"), "train", "en", "de")) {
      assertThat(train.size()).isEqualTo(3);
      assertThat(train.source().get(1)).containsExactly(2);
      assertThat(train.target().get(1)).containsExactly(2);
    }
  }

  @Test
  void severalValidationAndTestTextsAreNumbered() throws IOException {
    PreprocessConfig config = small("a\nb\n", "x\ny\n");
    Path prefix = folder.resolve("train");
    run(
        new PreprocessConfig(
            EN_DE,
            config.train(),
            List.of(prefix, prefix),
            List.of(prefix, prefix, prefix),
            config.dictionaries(),
            new PreprocessConfig.Output(folder.resolve("out"), true, false),
            1));
    assertThat(names(folder.resolve("out")))
        .containsExactly(
            "dict.en.txt",
            "test.en-de.en.bin",
            "test.en-de.en.idx",
            "test1.en-de.en.bin",
            "test1.en-de.en.idx",
            "test2.en-de.en.bin",
            "test2.en-de.en.idx",
            "train.en-de.en.bin",
            "train.en-de.en.idx",
            "valid.en-de.en.bin",
            "valid.en-de.en.idx",
            "valid1.en-de.en.bin",
            "valid1.en-de.en.idx");
  }

  private void assertProblem(PreprocessConfig config, String... parts) {
    assertThatThrownBy(() -> run(config))
        .isInstanceOf(InputException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  @Test
  void allMissingTextsAreReportedAtOnce() {
    PreprocessConfig config =
        new PreprocessConfig(
            EN_DE,
            Optional.of(folder.resolve("train")),
            List.of(folder.resolve("dev")),
            List.of(),
            DictionaryChoice.defaults(),
            new PreprocessConfig.Output(folder.resolve("out"), false, false),
            1);
    assertProblem(config, "train.en", "train.de", "--trainpref", "dev.en", "dev.de", "--validpref");
  }

  @Test
  void lineCountsThatDifferAreReported() {
    assertProblem(
        small("a\nb\n", "x\n"), "train.en has 2 lines, but", "train.de has 1", "translation");
    assertThat(Files.exists(folder.resolve("out/dict.en.txt"))).isFalse();
  }

  @Test
  void anEmptyTextIsReported() {
    assertProblem(small("", ""), "train.en is empty", "train.de is empty");
  }

  @Test
  void invalidTextIsReportedWithItsLineAndLeavesNoData() throws IOException {
    PreprocessConfig config = small("a\nb\n", "x\ny\n");
    write(folder.resolve("train.de"), new byte[] {'x', '\n', (byte) 0xfc, '\n'});
    assertProblem(config, "train.de, line 2: the line is not valid UTF-8");
    assertThat(names(folder.resolve("out"))).isEmpty();
  }

  @Test
  void resultsOfAnEarlierRunStayUnlessTheyAreToBeReplaced() {
    PreprocessConfig config = small("a\n", "x\n");
    run(config);
    assertProblem(
        config, "dict.en.txt", "dict.de.txt", "train.en-de.en.bin", "--destdir", "--overwrite");
    write(folder.resolve("train.en"), "b b\n");
    run(withOutput(config, new PreprocessConfig.Output(folder.resolve("out"), false, true)));
    assertThat(ParallelCorpora.dictionary(folder.resolve("out"), "en").symbol(4)).isEqualTo("b");
  }

  @Test
  void newDictionariesNeverLieBesideEarlierData() {
    PreprocessConfig config = small("a\n", "x\n");
    write(folder.resolve("valid.en"), "a\n");
    write(folder.resolve("valid.de"), "x\n");
    PreprocessConfig both =
        new PreprocessConfig(
            EN_DE,
            config.train(),
            List.of(folder.resolve("valid")),
            List.of(),
            config.dictionaries(),
            new PreprocessConfig.Output(folder.resolve("out"), false, true),
            1);
    run(both);
    write(folder.resolve("valid.en"), new byte[] {(byte) 0xff});
    assertProblem(both, "valid.en, line 1");
    assertThat(ParallelCorpora.exists(folder.resolve("out"), "train", EN_DE)).isTrue();
    assertThat(ParallelCorpora.exists(folder.resolve("out"), "valid", EN_DE)).isFalse();
  }

  @Test
  void moreDataMayBeAddedWithTheDictionariesOfTheFolder() {
    PreprocessConfig config = small("a\n", "x\n");
    run(config);
    DictionaryChoice reuse =
        new DictionaryChoice(
            DictionaryLimits.defaults(),
            DictionaryLimits.defaults(),
            Optional.of(folder.resolve("out/dict.en.txt")),
            Optional.of(folder.resolve("out/dict.de.txt")),
            false);
    run(
        new PreprocessConfig(
            EN_DE,
            Optional.empty(),
            List.of(),
            List.of(folder.resolve("train")),
            reuse,
            config.output(),
            1));
    assertThat(ParallelCorpora.exists(folder.resolve("out"), "test", EN_DE)).isTrue();
  }

  @Test
  void aFolderThatCannotBeMadeIsReported() {
    PreprocessConfig config = small("a\n", "x\n");
    write(folder.resolve("file"), "in the way");
    assertProblem(
        withOutput(
            config,
            new PreprocessConfig.Output(folder.resolve("file").resolve("out"), false, false)),
        "cannot write",
        "--destdir");
  }

  @Test
  void contradictionsAreReported() {
    Path dictionary = resource("fairseq/databin-joined").resolve("dict.de.txt");
    assertThatThrownBy(
            () ->
                new DictionaryChoice(
                    DictionaryLimits.defaults(),
                    DictionaryLimits.defaults(),
                    Optional.of(dictionary),
                    Optional.of(dictionary),
                    true))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--srcdict and --tgtdict");
    PreprocessConfig config = small("a\n", "x\n");
    assertThatThrownBy(() -> without(config, List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no text to binarise");
    assertThatThrownBy(() -> without(config, List.of(TEXT.resolve("test.bpe"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--srcdict");
  }

  private static PreprocessConfig without(PreprocessConfig config, List<Path> test) {
    return new PreprocessConfig(
        config.languages(),
        Optional.empty(),
        List.of(),
        test,
        config.dictionaries(),
        config.output(),
        1);
  }
}

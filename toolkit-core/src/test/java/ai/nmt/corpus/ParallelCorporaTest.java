package ai.nmt.corpus;

import static ai.nmt.TextFiles.resource;
import static ai.nmt.TextFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import ai.nmt.io.Utf8Lines;
import ai.nmt.vocab.Dictionary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParallelCorporaTest {
  private static final Path JOINED = resource("fairseq/databin-joined");
  private static final LanguagePair EN_DE = new LanguagePair("en", "de");

  @TempDir private Path folder;

  @Test
  void aSplitHoldsTheTextInBothLanguages() {
    Dictionary dictionary = ParallelCorpora.dictionary(JOINED, "de");
    List<String> text = Utf8Lines.read(resource("fairseq/text/val.bpe.de"));
    try (ParallelCorpus valid =
        ParallelCorpora.open(JOINED, "valid", EN_DE, dictionary, dictionary)) {
      assertThat(valid.size()).isEqualTo(40).isEqualTo(text.size());
      for (int i = 0; i < valid.size(); i++) {
        assertThat(valid.target().get(i)).isEqualTo(dictionary.encode(text.get(i)));
        assertThat(valid.targetLength(i)).isEqualTo(valid.target().get(i).length);
        assertThat(valid.sourceLength(i)).isEqualTo(valid.source().length(i));
      }
    }
  }

  @Test
  void aCorpusIsCalledByItsFolderAndSplit() {
    Dictionary dictionary = ParallelCorpora.dictionary(JOINED, "en");
    try (ParallelCorpus valid = ParallelCorpora.open(JOINED, "valid", "en", "de");
        ParallelCorpus test = ParallelCorpora.openSource(JOINED, "test", EN_DE, dictionary)) {
      assertThat(valid.name()).isEqualTo(JOINED + "/valid");
      assertThat(test.name()).isEqualTo(JOINED + "/test");
    }
  }

  @Test
  void filesOfTheReversePairServeAsWell() {
    try (ParallelCorpus forth = ParallelCorpora.open(JOINED, "test", "en", "de");
        ParallelCorpus back = ParallelCorpora.open(JOINED, "test", "de", "en")) {
      assertThat(back.source().get(3)).isEqualTo(forth.target().get(3));
      assertThat(back.target().get(3)).isEqualTo(forth.source().get(3));
    }
  }

  @Test
  void languagesAreFoundInFileNames() {
    assertThat(ParallelCorpora.languages(JOINED)).isEqualTo(EN_DE);
    assertThatThrownBy(() -> ParallelCorpora.languages(folder))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "there is no data of preprocess (train.en-de.en.idx, ...) in %s: it is no folder that"
                    .formatted(folder)
                + " preprocess wrote; check the path, or run preprocess first");
    write(folder.resolve("train.a-b.a.idx"), "");
    write(folder.resolve("train.a-c.a.idx"), "");
    assertThatThrownBy(() -> ParallelCorpora.languages(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a-b, a-c");
  }

  @Test
  void aMissingSplitIsReported() {
    assertThat(ParallelCorpora.exists(JOINED, "valid", EN_DE)).isTrue();
    assertThat(ParallelCorpora.exists(JOINED, "valid1", EN_DE)).isFalse();
    assertThatThrownBy(() -> ParallelCorpora.open(JOINED, "valid1", "en", "de"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no split \"valid1\" for en-de")
        .hasMessageContaining("valid1.en-de.en.bin");
  }

  @Test
  void theTargetMayBeAbsent() throws IOException {
    for (String suffix : List.of("bin", "idx")) {
      Files.copy(
          JOINED.resolve("test.en-de.en." + suffix), folder.resolve("test.en-de.en." + suffix));
    }
    Dictionary dictionary = ParallelCorpora.dictionary(JOINED, "en");
    assertThat(ParallelCorpora.hasTarget(JOINED, "test", EN_DE)).isTrue();
    assertThat(ParallelCorpora.hasTarget(folder, "test", EN_DE)).isFalse();
    try (ParallelCorpus corpus = ParallelCorpora.openSource(folder, "test", EN_DE, dictionary)) {
      assertThat(corpus.size()).isEqualTo(40);
      assertThat(corpus.hasTarget()).isFalse();
      assertThat(corpus.targetLength(0)).isZero();
      assertThatThrownBy(corpus::target)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("no target side");
    }
  }

  @Test
  void bothSidesHaveAsManySentences() {
    TokenDataset two = TokenDatasets.of(List.of(new int[] {2}, new int[] {2}));
    TokenDataset one = TokenDatasets.of(List.of(new int[] {2}));
    assertThatThrownBy(() -> ParallelCorpus.of(two, one))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the source has 2 sentences, but the target has 1");
  }

  @Test
  void languagesDiffer() {
    assertThatThrownBy(() -> new LanguagePair("en", "en"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("both \"en\"");
    assertThatThrownBy(() -> new LanguagePair("en", ""))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--target-lang");
  }

  @Test
  void foldersTakeTurns() throws IOException {
    Path a = Files.createDirectory(folder.resolve("a"));
    Path b = Files.createDirectory(folder.resolve("b"));
    DataFolders folders = DataFolders.parse(a + ":" + b);
    assertThat(folders.first()).isEqualTo(a);
    assertThat(List.of(folders.forEpoch(1), folders.forEpoch(2), folders.forEpoch(3)))
        .containsExactly(a, b, a);
    assertThatThrownBy(() -> DataFolders.parse(a + ":" + folder.resolve("none")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none does not exist");
    assertThatThrownBy(() -> DataFolders.parse(""))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no data folder is given");
  }
}

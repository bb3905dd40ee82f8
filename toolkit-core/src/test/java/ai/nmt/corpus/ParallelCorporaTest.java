package ai.nmt.corpus;

import static ai.nmt.TextFiles.resource;
import static ai.nmt.TextFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.CopyCorpus;
import ai.nmt.io.InputException;
import ai.nmt.io.Utf8Lines;
import ai.nmt.vocab.Dictionary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  void partsEndWhereOneIsMissing() {
    LanguagePair languages = new LanguagePair("xx", "yy");
    for (String split : List.of("train", "train1", "train2", "train4", "train.1")) {
      for (String suffix : List.of(".bin", ".idx")) {
        write(folder.resolve(split + ".yy-xx.xx" + suffix), "");
      }
    }
    assertThat(ParallelCorpora.parts(folder, "train", languages))
        .containsExactly("train", "train1", "train2");
    assertThat(ParallelCorpora.parts(folder, "train4", languages)).containsExactly("train4");
    assertThat(ParallelCorpora.parts(folder, "other", languages)).containsExactly("other");
  }

  @Test
  void partsAreOneCorpus() throws IOException {
    Dictionary dictionary = CopyCorpus.write(folder, 3, 2, 1);
    CopyCorpus.writeSplit(folder, "train1", 0, 2);
    CopyCorpus.writeSplit(folder, "train2", 4, 3);
    LanguagePair languages = new LanguagePair("xx", "yy");
    List<String> parts = ParallelCorpora.parts(folder, "train", languages);
    try (ParallelCorpus all =
            ParallelCorpora.open(folder, parts, languages, dictionary, dictionary);
        ParallelCorpus first = ParallelCorpora.open(folder, "train", "xx", "yy");
        ParallelCorpus last = ParallelCorpora.open(folder, "train2", "xx", "yy")) {
      assertThat(all.size()).isEqualTo(7);
      assertThat(all.name()).isEqualTo("%1$s/train + %1$s/train1 + %1$s/train2".formatted(folder));
      for (int i = 0; i < 7; i++) {
        ParallelCorpus part = i < 3 ? first : last;
        int there = i < 3 ? i : i - 3;
        assertThat(all.source().get(i)).isEqualTo(part.source().get(there));
        assertThat(all.target().get(i)).isEqualTo(part.target().get(there));
        assertThat(all.sourceLength(i)).isEqualTo(part.sourceLength(there));
        assertThat(all.targetLength(i)).isEqualTo(part.targetLength(there));
      }
      assertThatThrownBy(() -> all.sourceLength(7)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> all.sourceLength(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void aPartThatDoesNotFitIsNamed() throws IOException {
    Dictionary dictionary = CopyCorpus.write(folder, 3, 2, 1);
    CopyCorpus.writeSplit(folder, "train1", 4, 2);
    for (String suffix : List.of(".bin", ".idx")) {
      Files.copy(
          folder.resolve("train.xx-yy.yy" + suffix),
          folder.resolve("train1.xx-yy.yy" + suffix),
          StandardCopyOption.REPLACE_EXISTING);
    }
    LanguagePair languages = new LanguagePair("xx", "yy");
    assertThatThrownBy(
            () ->
                ParallelCorpora.open(
                    folder, List.of("train", "train1"), languages, dictionary, dictionary))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            folder.resolve("train1") + ": the source has 4 sentences, but the target has 3;");
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

package ai.nmt.run;

import ai.nmt.corpus.DataFolders;
import ai.nmt.corpus.LanguagePair;
import ai.nmt.corpus.ParallelCorpora;
import ai.nmt.io.InputException;

/**
 * The data of a training.
 *
 * @param folders folders that preprocess wrote, {@code a} or {@code a:b:c}; the training data of
 *     each epoch comes from the next one in turn, everything else from the first one
 * @param source source language ({@code --source-lang}); null = found from the files' names
 * @param target target language ({@code --target-lang}); null = found from the files' names
 * @param trainSubset name of the training data ({@code --train-subset})
 */
public record DataConfig(String folders, String source, String target, String trainSubset) {
  /** Name of the training data where nothing else is asked for. */
  public static final String TRAIN = "train";

  /**
   * Data with fairseq's names.
   *
   * @param folders {@code a} or {@code a:b:c}
   * @return languages found from the files' names, training data named {@value #TRAIN}
   */
  public static DataConfig of(String folders) {
    return new DataConfig(folders, null, null, TRAIN);
  }

  /**
   * The folders.
   *
   * @return the folders
   * @throws InputException where one does not exist
   */
  public DataFolders open() {
    return DataFolders.parse(folders);
  }

  /**
   * The translation direction.
   *
   * @return as given, or as the files' names say
   * @throws InputException where it can't be told, or only one language is given
   */
  public LanguagePair languages() {
    if (source != null && target != null) {
      return new LanguagePair(source, target);
    }
    if (source != null || target != null) {
      throw new InputException(
          "only one language is given: give both --source-lang and --target-lang, or neither");
    }
    return ParallelCorpora.languages(open().first());
  }
}

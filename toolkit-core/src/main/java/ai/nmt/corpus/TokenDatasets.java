package ai.nmt.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.nmt.io.InputException;
import ai.nmt.io.MappedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens {@link TokenDataset}s. */
public final class TokenDatasets {
  private TokenDatasets() {}

  /**
   * Opens {@code PREFIX.idx} and {@code PREFIX.bin} in either of fairseq's formats.
   *
   * @param prefix path without the suffixes
   * @return the sentences, which are read when they are asked for
   * @throws InputException if a file is missing, truncated or of another format
   */
  public static TokenDataset open(Path prefix) {
    return open(prefix, Integer.MAX_VALUE);
  }

  /**
   * Opens a data set whose ids are to be those of a dictionary.
   *
   * @param prefix path without the suffixes
   * @param vocabularySize V; reading a sentence with an id of V or more fails
   * @return the sentences, which are read when they are asked for
   * @throws InputException if a file is missing, truncated or of another format
   */
  public static TokenDataset open(Path prefix, int vocabularySize) {
    MappedFile index = MappedFile.open(DatasetFiles.index(prefix));
    if (startsWith(index, MMapDataset.MAGIC)) {
      return new MMapDataset(new DatasetFiles(prefix, index, vocabularySize));
    }
    if (startsWith(index, TntDataset.MAGIC)) {
      return new TntDataset(new DatasetFiles(prefix, index, vocabularySize));
    }
    throw new InputException(
        index.file()
            + " is not the index of binarised data: it begins neither as fairseq's mmap format nor"
            + " as its TNTIDX format; run preprocess on the text again");
  }

  /**
   * Whether both files of a data set exist.
   *
   * @param prefix path without the suffixes
   * @return false if one is missing
   */
  public static boolean exists(Path prefix) {
    return Files.exists(DatasetFiles.index(prefix)) && Files.exists(DatasetFiles.data(prefix));
  }

  /**
   * A data set in memory.
   *
   * @param sentences ids of each sentence, {@code </s>} included
   * @return the data set
   */
  public static TokenDataset of(List<int[]> sentences) {
    return new MemoryDataset(sentences);
  }

  private static boolean startsWith(MappedFile file, String magic) {
    if (file.size() < magic.length()) {
      return false;
    }
    byte[] start = new byte[magic.length()];
    file.slice(0, start.length).get(start);
    return new String(start, ISO_8859_1).equals(magic);
  }
}

package ai.nmt;

import ai.nmt.corpus.MMapDatasetWriter;
import ai.nmt.vocab.Dictionary;
import ai.nmt.vocab.DictionaryBuilder;
import ai.nmt.vocab.DictionaryLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Binarised data for tests: random sentences over a few letters, whose translation is the sentence
 * itself.
 */
public final class CopyCorpus {
  private static final String LETTERS = "abcdefghij";

  private CopyCorpus() {}

  /**
   * Writes dictionaries, training and validation data for the languages {@code xx} and {@code yy}.
   *
   * @param folder where to; made if it does not exist
   * @param train number of training pairs
   * @param valid number of validation pairs
   * @param seed seed of the sentences
   * @return the dictionary of both languages
   */
  public static Dictionary write(Path folder, int train, int valid, long seed) throws IOException {
    Files.createDirectories(folder);
    DictionaryBuilder builder = new DictionaryBuilder();
    LETTERS.chars().forEach(letter -> builder.add(Character.toString(letter), 1000 - letter));
    Dictionary dictionary = builder.build(DictionaryLimits.defaults());
    dictionary.save(folder.resolve("dict.xx.txt"));
    dictionary.save(folder.resolve("dict.yy.txt"));
    Random random = new Random(seed);
    writeSplit(folder, "train", train, dictionary, random);
    writeSplit(folder, "valid", valid, dictionary, random);
    return dictionary;
  }

  /**
   * Writes one more split beside the others.
   *
   * @param folder where the others are
   * @param split its name
   * @param size number of pairs
   * @param seed seed of the sentences
   */
  public static void writeSplit(Path folder, String split, int size, long seed) {
    Dictionary dictionary = Dictionary.load(folder.resolve("dict.xx.txt"));
    writeSplit(folder, split, size, dictionary, new Random(seed));
  }

  private static void writeSplit(
      Path folder, String split, int size, Dictionary dictionary, Random random) {
    Path prefix = folder.resolve(split + ".xx-yy");
    try (MMapDatasetWriter source = writer(prefix, "xx", dictionary);
        MMapDatasetWriter target = writer(prefix, "yy", dictionary)) {
      for (int i = 0; i < size; i++) {
        int[] sentence = dictionary.encode(sentence(random));
        source.add(sentence);
        target.add(sentence);
      }
      source.commit();
      target.commit();
    }
  }

  private static MMapDatasetWriter writer(Path prefix, String language, Dictionary dictionary) {
    return MMapDatasetWriter.create(
        prefix.resolveSibling(prefix.getFileName() + "." + language), dictionary.size());
  }

  private static String sentence(Random random) {
    StringBuilder words = new StringBuilder();
    int length = 2 + random.nextInt(7);
    for (int i = 0; i < length; i++) {
      words.append(i == 0 ? "" : " ").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return words.toString();
  }
}

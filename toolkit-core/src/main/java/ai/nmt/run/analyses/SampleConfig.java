package ai.nmt.run.analyses;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What an analysis runs its models on: the first sentence pairs of binarised data, or random
 * tokens.
 *
 * @param data folder that preprocess wrote; empty = random tokens
 * @param subset name of the split
 * @param sourceLanguage empty = found from the files
 * @param targetLanguage empty = found from the files
 * @param sentences number of sentence pairs
 * @param length tokens of a random sentence, the end symbol included
 * @param vocabulary symbols of the dictionaries that random tokens come from; fresh models only
 */
public record SampleConfig(
    Optional<Path> data,
    String subset,
    Optional<String> sourceLanguage,
    Optional<String> targetLanguage,
    int sentences,
    int length,
    int vocabulary) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public SampleConfig {
    if (sentences < 1 || length < 1 || vocabulary < 1) {
      throw new IllegalArgumentException(
          "--sentences, --length and --vocabulary must be at least 1, but are %d, %d and %d"
              .formatted(sentences, length, vocabulary));
    }
  }

  /**
   * Random tokens.
   *
   * @return 16 sentences of 32 tokens out of 1,000 symbols; the split {@code valid} of data
   */
  public static SampleConfig defaults() {
    return new SampleConfig(
        Optional.empty(), "valid", Optional.empty(), Optional.empty(), 16, 32, 1000);
  }
}

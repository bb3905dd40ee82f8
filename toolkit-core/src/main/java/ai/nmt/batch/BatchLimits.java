package ai.nmt.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * How large a batch may get.
 *
 * @param maxTokens most tokens of a batch, counted as sentences times the longest side's length,
 *     padding included ({@code --max-tokens}); 0 = no limit
 * @param maxSentences most sentences of a batch ({@code --max-sentences}); 0 = no limit
 * @param requiredMultiple a full batch's number of sentences is a multiple of this where it has at
 *     least so many ({@code --required-batch-size-multiple}), at least 1
 */
public record BatchLimits(int maxTokens, int maxSentences, int requiredMultiple) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming every flag whose value is out of its range
   */
  public BatchLimits {
    List<String> problems = new ArrayList<>();
    if (maxTokens < 0) {
      problems.add("--max-tokens must be at least 1 (0 = no limit), but is " + maxTokens);
    }
    if (maxSentences < 0) {
      problems.add("--max-sentences must be at least 1 (0 = no limit), but is " + maxSentences);
    }
    if (requiredMultiple < 1) {
      problems.add("--required-batch-size-multiple must be at least 1, but is " + requiredMultiple);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /**
   * fairseq's limits: none on tokens and sentences, multiples of 8.
   *
   * @return the limits
   */
  public static BatchLimits defaults() {
    return new BatchLimits(0, 0, 8);
  }

  /**
   * These limits with another number of tokens.
   *
   * @param tokens most tokens of a batch; 0 = no limit
   * @return the changed limits
   */
  public BatchLimits withMaxTokens(int tokens) {
    return new BatchLimits(tokens, maxSentences, requiredMultiple);
  }

  /**
   * These limits with another number of sentences.
   *
   * @param sentences most sentences of a batch; 0 = no limit
   * @return the changed limits
   */
  public BatchLimits withMaxSentences(int sentences) {
    return new BatchLimits(maxTokens, sentences, requiredMultiple);
  }
}

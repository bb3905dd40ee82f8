package ai.nmt.run.analyses;

import ai.nmt.corpus.LanguagePair;
import ai.nmt.corpus.ParallelCorpora;
import ai.nmt.corpus.ParallelCorpus;
import ai.nmt.corpus.TokenDataset;
import ai.nmt.run.DataConfig;
import ai.nmt.vocab.Dictionary;
import java.nio.file.Path;
import java.util.List;

/**
 * How often each target word occurs: what a model can know without looking at the source.
 *
 * @param counts occurrences by id, {@code </s>} included
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WordFrequencies(long[] counts) {
  /**
   * Counts the targets of training data.
   *
   * @param data where it is; of several folders the first counts
   */
  static WordFrequencies of(DataConfig data) {
    Path folder = data.open().first();
    LanguagePair languages = data.languages();
    Dictionary source = ParallelCorpora.dictionary(folder, languages.source());
    Dictionary target = ParallelCorpora.dictionary(folder, languages.target());
    long[] counts = new long[target.size()];
    List<String> parts = ParallelCorpora.parts(folder, data.trainSubset(), languages);
    try (ParallelCorpus corpus = ParallelCorpora.open(folder, parts, languages, source, target)) {
      TokenDataset targets = corpus.target();
      for (int i = 0; i < targets.size(); i++) {
        for (int id : targets.get(i)) {
          counts[id]++;
        }
      }
    }
    return new WordFrequencies(counts);
  }

  /**
   * The lowest label-smoothed cross-entropy of a model that gives each word the same probability
   * everywhere: the entropy of q, where q(v) = (1 - smoothing) p(v) + smoothing / V and p are the
   * relative frequencies.
   *
   * @param smoothing share of the uniform distribution ({@code --label-smoothing}), 0 to 1
   * @return bits per word
   */
  double loss(double smoothing) {
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    double bits = 0;
    for (long count : counts) {
      double q = (1 - smoothing) * count / all + smoothing / counts.length;
      bits -= q == 0 ? 0 : q * Math.log(q) / Math.log(2);
    }
    return bits;
  }
}

package ai.nmt.run.analyses;

import ai.nmt.analysis.Sample;
import ai.nmt.batch.Collator;
import ai.nmt.corpus.LanguagePair;
import ai.nmt.corpus.ParallelCorpora;
import ai.nmt.corpus.ParallelCorpus;
import ai.nmt.io.Counted;
import ai.nmt.io.InputException;
import ai.nmt.random.Seeds;
import ai.nmt.train.saving.ModelDescription;
import ai.nmt.vocab.Dictionary;
import java.nio.file.Path;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Where an analysis gets its sample from.
 *
 * @param sourceVocabulary size of the source dictionary
 * @param targetVocabulary size of the target dictionary
 * @param samples seed → sample
 */
record SampleSource(int sourceVocabulary, int targetVocabulary, LongFunction<Sample> samples) {
  /** For fresh models. */
  static SampleSource of(SampleConfig config) {
    if (config.data().isEmpty()) {
      return random(config, config.vocabulary(), config.vocabulary());
    }
    Path folder = config.data().get();
    LanguagePair languages = languages(config, folder);
    return data(
        config,
        languages,
        ParallelCorpora.dictionary(folder, languages.source()),
        ParallelCorpora.dictionary(folder, languages.target()));
  }

  /** For a trained model, whose vocabularies are given. */
  static SampleSource of(SampleConfig config, Path checkpoint, ModelDescription trained) {
    if (config.data().isEmpty()) {
      return random(config, trained.source().size(), trained.target().size());
    }
    Path folder = config.data().get();
    LanguagePair languages = new LanguagePair(trained.sourceLanguage(), trained.targetLanguage());
    Dictionary source = ParallelCorpora.dictionary(folder, languages.source());
    Dictionary target = ParallelCorpora.dictionary(folder, languages.target());
    trained.requireDictionaries(checkpoint.toString(), source, target);
    return data(config, languages, source, target);
  }

  Sample draw(long seed) {
    return samples.apply(seed);
  }

  private static SampleSource random(SampleConfig config, int source, int target) {
    return new SampleSource(
        source,
        target,
        seed ->
            Sample.random(
                config.sentences(), config.length(), source, target, Seeds.derive(seed, "sample")));
  }

  private static LanguagePair languages(SampleConfig config, Path folder) {
    if (config.sourceLanguage().isPresent() && config.targetLanguage().isPresent()) {
      return new LanguagePair(config.sourceLanguage().get(), config.targetLanguage().get());
    }
    return ParallelCorpora.languages(folder);
  }

  private static SampleSource data(
      SampleConfig config, LanguagePair languages, Dictionary source, Dictionary target) {
    Path folder = config.data().orElseThrow();
    try (ParallelCorpus corpus =
        ParallelCorpora.open(folder, config.subset(), languages, source, target)) {
      if (corpus.size() < config.sentences()) {
        throw new InputException(
            "the split \"%s\" in %s has %s, fewer than --sentences %,d: give another split (--subset) or fewer sentences"
                .formatted(
                    config.subset(),
                    folder,
                    Counted.of(corpus.size(), "sentence pair"),
                    config.sentences()));
      }
      int[] first = IntStream.range(0, config.sentences()).toArray();
      Sample sample = new Sample(new Collator(corpus).collate(first));
      return new SampleSource(source.size(), target.size(), seed -> sample);
    }
  }
}

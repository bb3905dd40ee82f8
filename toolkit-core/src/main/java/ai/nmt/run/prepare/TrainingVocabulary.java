package ai.nmt.run.prepare;

import ai.nmt.corpus.SpooledText;
import ai.nmt.io.BlockPipeline;
import ai.nmt.io.PreparedText;
import ai.nmt.vocab.Dictionary;
import ai.nmt.vocab.DictionaryBuilder;
import ai.nmt.vocab.DictionaryLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Loads or counts the dictionaries of a {@link Preprocess}. Raw text that is counted is kept in
 * spools, so that its rules are applied once; text that is prepared already is cheaper to read
 * again.
 */
final class TrainingVocabulary implements AutoCloseable {
  private final PreprocessConfig config;
  private final BlockPipeline pipeline;
  private final PreprocessListener listener;
  private final Function<String, PreparedText> training;
  private final Map<String, SpooledText> spools = new HashMap<>();

  /** The training text of a language is asked for only if there is one. */
  TrainingVocabulary(
      PreprocessConfig config,
      BlockPipeline pipeline,
      PreprocessListener listener,
      Function<String, PreparedText> training) {
    this.config = config;
    this.pipeline = pipeline;
    this.listener = listener;
    this.training = training;
  }

  /** The dictionary of each language that is written. */
  Map<String, Dictionary> dictionaries() {
    DictionaryChoice choice = config.dictionaries();
    String source = config.languages().source();
    String target = config.languages().target();
    Dictionary sourceDictionary =
        choice
            .existingSource()
            .map(Dictionary::load)
            .orElseGet(
                () ->
                    count(
                        choice.joined() ? List.of(source, target) : List.of(source),
                        choice.sourceLimits()));
    if (config.output().onlySource()) {
      return Map.of(source, sourceDictionary);
    }
    Dictionary targetDictionary =
        choice.joined()
            ? sourceDictionary
            : choice
                .existingTarget()
                .map(Dictionary::load)
                .orElseGet(() -> count(List.of(target), choice.targetLimits()));
    return Map.of(source, sourceDictionary, target, targetDictionary);
  }

  private Dictionary count(List<String> languages, DictionaryLimits limits) {
    DictionaryBuilder builder = new DictionaryBuilder();
    for (String language : languages) {
      PreparedText text = training.apply(language);
      listener.begun("count train." + language, Preprocess.length(text.file()));
      if (config.text().raw() && config.writtenLanguages().contains(language)) {
        spools.put(
            language,
            SpooledText.count(
                text,
                builder,
                config.dataPrefix(Preprocess.TRAIN, language),
                pipeline,
                listener::advanced));
      } else {
        builder.addFile(text, pipeline, listener::advanced);
      }
      listener.ended();
    }
    return builder.build(limits);
  }

  /** The spooled training text of a language if there is one; the caller closes it. */
  Optional<SpooledText> takeSpool(String language) {
    return Optional.ofNullable(spools.remove(language));
  }

  /** Deletes the spools that were not taken. */
  @Override
  public void close() {
    spools.values().forEach(SpooledText::close);
    spools.clear();
  }
}

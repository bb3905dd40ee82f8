package ai.nmt.run;

import ai.nmt.corpus.BinarizationReport;
import ai.nmt.corpus.Binarizer;
import ai.nmt.io.BlockPipeline;
import ai.nmt.io.InputException;
import ai.nmt.vocab.Dictionary;
import ai.nmt.vocab.DictionaryBuilder;
import ai.nmt.vocab.DictionaryLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Text to binarised data: makes or loads the dictionaries, then binarises every split.
 *
 * <p>The files are those of fairseq's preprocess, byte for byte. Each appears complete or not at
 * all.
 */
public final class Preprocess {
  private final PreprocessConfig config;
  private final PreprocessListener listener;

  /**
   * Makes the job.
   *
   * @param config what to do
   * @param listener is told of progress and results
   */
  public Preprocess(PreprocessConfig config, PreprocessListener listener) {
    this.config = config;
    this.listener = listener;
  }

  /**
   * Does it.
   *
   * @return a report per written data set, all of the source language first
   * @throws InputException if a text is missing, empty, invalid or as long as its translation is
   *     not, a dictionary is malformed, or results exist or cannot be written
   */
  public List<BinarizationReport> run() {
    PreprocessCheck.run(config);
    List<BinarizationReport> reports = new ArrayList<>();
    try (BlockPipeline pipeline = new BlockPipeline(config.workers())) {
      Map<String, Dictionary> dictionaries = dictionaries(pipeline);
      removeEarlierData();
      for (String language : config.writtenLanguages()) {
        dictionaries.get(language).save(config.dictionaryFile(language));
      }
      for (String language : config.writtenLanguages()) {
        Dictionary dictionary = dictionaries.get(language);
        listener.reported("[" + language + "] Dictionary: " + dictionary.size() + " types");
        Binarizer binarizer = new Binarizer(dictionary, pipeline);
        config
            .splits()
            .forEach((split, prefix) -> reports.add(binarize(binarizer, split, prefix, language)));
      }
    }
    return reports;
  }

  /** New dictionaries must not meet data of earlier ones if this process dies in between. */
  private void removeEarlierData() {
    for (Path file : config.dataFiles()) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw InputException.cannotWrite(file, e);
      }
    }
  }

  private BinarizationReport binarize(
      Binarizer binarizer, String split, Path prefix, String language) {
    Path text = PreprocessConfig.text(prefix, language);
    listener.begun("binarise " + split + "." + language, length(text));
    BinarizationReport report =
        binarizer.binarize(text, config.dataPrefix(split, language), listener::advanced);
    listener.ended();
    listener.reported("[" + language + "] " + report);
    return report;
  }

  private Map<String, Dictionary> dictionaries(BlockPipeline pipeline) {
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
                        choice.sourceLimits(),
                        pipeline));
    if (config.output().onlySource()) {
      return Map.of(source, sourceDictionary);
    }
    Dictionary targetDictionary =
        choice.joined()
            ? sourceDictionary
            : choice
                .existingTarget()
                .map(Dictionary::load)
                .orElseGet(() -> count(List.of(target), choice.targetLimits(), pipeline));
    return Map.of(source, sourceDictionary, target, targetDictionary);
  }

  private Dictionary count(
      List<String> languages, DictionaryLimits limits, BlockPipeline pipeline) {
    DictionaryBuilder builder = new DictionaryBuilder();
    for (String language : languages) {
      Path text = PreprocessConfig.text(config.train().orElseThrow(), language);
      listener.begun("count train." + language, length(text));
      builder.addFile(text, pipeline, listener::advanced);
      listener.ended();
    }
    return builder.build(limits);
  }

  private static long length(Path text) {
    try {
      return Files.size(text);
    } catch (IOException e) {
      throw InputException.cannotRead(text, e);
    }
  }
}

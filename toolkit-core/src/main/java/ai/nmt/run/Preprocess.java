package ai.nmt.run;

import ai.nmt.corpus.BinarizationReport;
import ai.nmt.corpus.Binarizer;
import ai.nmt.io.BlockPipeline;
import ai.nmt.io.DroppedLines;
import ai.nmt.io.InputException;
import ai.nmt.io.PreparedText;
import ai.nmt.rules.TextRules;
import ai.nmt.rules.TextRulesFile;
import ai.nmt.rules.Tokenization;
import ai.nmt.text.NonbreakingPrefixes;
import ai.nmt.vocab.Dictionary;
import ai.nmt.vocab.DictionaryBuilder;
import ai.nmt.vocab.DictionaryLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Text to binarised data: makes or loads the dictionaries, then binarises every split. Raw text
 * goes through its {@link ai.nmt.rules.TextRules} on the way, which are stored with the data.
 *
 * <p>The files are those of fairseq's preprocess, byte for byte. Each appears complete or not at
 * all.
 */
public final class Preprocess {
  private static final Logger LOG = LoggerFactory.getLogger(Preprocess.class);

  private final PreprocessConfig config;
  private final PreprocessListener listener;
  private final Map<String, UnaryOperator<String>> preparations = new HashMap<>();
  private Map<String, DroppedLines> dropped = Map.of();

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
   *     not (unless such lines are to be skipped), a dictionary is malformed, or results exist or
   *     cannot be written
   */
  public List<BinarizationReport> run() {
    PreprocessCheck.run(config);
    warnOfUnknownLanguages();
    List<BinarizationReport> reports = new ArrayList<>();
    try (BlockPipeline pipeline = new BlockPipeline(config.workers())) {
      dropped = new TextScan(config, pipeline, listener).run();
      Map<String, Dictionary> dictionaries = dictionaries(pipeline);
      removeEarlierData();
      for (String language : config.writtenLanguages()) {
        dictionaries.get(language).save(config.dictionaryFile(language));
      }
      if (config.text().raw()) {
        TextRulesFile.save(config.output().folder(), config.text().rules());
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

  private void warnOfUnknownLanguages() {
    TextRules rules = config.text().rules();
    List<String> unknown =
        config.writtenLanguages().stream()
            .map(rules::isoCode)
            .filter(code -> !NonbreakingPrefixes.languages().contains(code))
            .toList();
    if (rules.tokenization() instanceof Tokenization.Moses && !unknown.isEmpty()) {
      LOG.warn(
          "no abbreviations are known for {} (only for {}): English ones are used; see"
              + " --moses-source-lang and --moses-target-lang",
          String.join(", ", unknown),
          String.join(", ", NonbreakingPrefixes.languages()));
    }
  }

  /** New dictionaries must not meet data of earlier ones if this process dies in between. */
  private void removeEarlierData() {
    config.dataFiles().forEach(Preprocess::remove);
    if (!config.text().raw()) {
      remove(TextRulesFile.in(config.output().folder()));
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw InputException.cannotWrite(file, e);
    }
  }

  /** The text of a split with what is to be done to it. */
  private PreparedText text(String split, Path prefix, String language) {
    UnaryOperator<String> preparation =
        preparations.computeIfAbsent(language, config.text().rules()::preparation);
    return new PreparedText(
        PreprocessConfig.text(prefix, language),
        config.text().ends(),
        dropped.get(split),
        preparation);
  }

  private BinarizationReport binarize(
      Binarizer binarizer, String split, Path prefix, String language) {
    PreparedText text = text(split, prefix, language);
    listener.begun("binarise " + split + "." + language, length(text.file()));
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
      PreparedText text = text("train", config.train().orElseThrow(), language);
      listener.begun("count train." + language, length(text.file()));
      builder.addFile(text, pipeline, listener::advanced);
      listener.ended();
    }
    return builder.build(limits);
  }

  /** The length of a text in bytes. */
  static long length(Path text) {
    try {
      return Files.size(text);
    } catch (IOException e) {
      throw InputException.cannotRead(text, e);
    }
  }
}

package ai.nmt.run.prepare;

import ai.nmt.corpus.BinarizationReport;
import ai.nmt.corpus.Binarizer;
import ai.nmt.corpus.SpooledText;
import ai.nmt.io.BlockPipeline;
import ai.nmt.io.ByteOrderMark;
import ai.nmt.io.DroppedLines;
import ai.nmt.io.InputException;
import ai.nmt.io.PreparedText;
import ai.nmt.rules.TextRules;
import ai.nmt.rules.TextRulesFile;
import ai.nmt.rules.Tokenization;
import ai.nmt.text.NonbreakingPrefixes;
import ai.nmt.vocab.Dictionary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** The split that dictionaries are made of. */
  static final String TRAIN = "train";

  private final PreprocessConfig config;
  private final PreprocessListener listener;
  private final Map<String, UnaryOperator<String>> preparations = new HashMap<>();
  private final Map<String, DictionaryFit> given = new LinkedHashMap<>();
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
    config.texts().forEach(ByteOrderMark::tellOf);
    List<BinarizationReport> reports = new ArrayList<>();
    try (BlockPipeline pipeline = new BlockPipeline(config.workers())) {
      dropped = new TextScan(config, pipeline, listener).run();
      try (TrainingVocabulary vocabulary =
          new TrainingVocabulary(config, pipeline, listener, this::trainingText)) {
        Map<String, Dictionary> dictionaries = vocabulary.dictionaries();
        noteExisting(dictionaries);
        removeEarlierData();
        save(dictionaries);
        for (String language : config.writtenLanguages()) {
          Dictionary dictionary = dictionaries.get(language);
          listener.reported("[" + language + "] Dictionary: " + dictionary.size() + " types");
          Binarizer binarizer = new Binarizer(dictionary, pipeline);
          config
              .splits()
              .forEach(
                  (split, prefix) ->
                      reports.add(binarize(binarizer, text(split, prefix, language), vocabulary)));
        }
      }
    }
    return reports;
  }

  /** Remembers which dictionaries were given, and tells of those made by other rules. */
  private void noteExisting(Map<String, Dictionary> dictionaries) {
    for (String language : config.writtenLanguages()) {
      config
          .existingDictionary(language)
          .ifPresent(
              file -> given.put(language, new DictionaryFit(file, dictionaries.get(language))));
    }
    given.values().stream()
        .flatMap(fit -> fit.complaint(config.text().rules()).stream())
        .distinct()
        .forEach(LOG::warn);
  }

  private void save(Map<String, Dictionary> dictionaries) {
    for (String language : config.writtenLanguages()) {
      dictionaries.get(language).save(config.dictionaryFile(language));
    }
    if (config.text().raw()) {
      TextRulesFile.save(config.output().folder(), config.text().rules());
    }
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

  /** A language's text of a split with what is to be done to it. */
  private record SplitText(String split, String language, PreparedText prepared) {}

  private SplitText text(String split, Path prefix, String language) {
    Optional<UnaryOperator<String>> preparation =
        config.text().raw()
            ? Optional.of(
                preparations.computeIfAbsent(language, config.text().rules()::preparation))
            : Optional.empty();
    return new SplitText(
        split,
        language,
        new PreparedText(
            PreprocessConfig.text(prefix, language),
            config.text().ends(),
            dropped.get(split),
            preparation));
  }

  private PreparedText trainingText(String language) {
    return text(TRAIN, config.train().orElseThrow(), language).prepared;
  }

  private BinarizationReport binarize(
      Binarizer binarizer, SplitText text, TrainingVocabulary vocabulary) {
    Path prefix = config.dataPrefix(text.split, text.language);
    listener.begun("binarise " + text.split + "." + text.language, length(text.prepared.file()));
    BinarizationReport report;
    try (SpooledText spool =
        text.split.equals(TRAIN) ? vocabulary.takeSpool(text.language).orElse(null) : null) {
      report =
          spool == null
              ? binarizer.binarize(text.prepared, prefix, listener::advanced)
              : binarizer.binarize(spool, prefix, listener::advanced);
    }
    listener.ended();
    listener.reported("[" + text.language + "] " + report);
    Optional.ofNullable(given.get(text.language))
        .flatMap(fit -> fit.complaint(report, prefix))
        .ifPresent(LOG::warn);
    return report;
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

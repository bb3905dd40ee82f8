package ai.nmt.run.training;

import ai.nmt.batch.BatchIterator;
import ai.nmt.batch.BatchingConfig;
import ai.nmt.batch.Collator;
import ai.nmt.batch.Collator.Padding;
import ai.nmt.batch.EpochBatches;
import ai.nmt.batch.IteratorPosition;
import ai.nmt.batch.LengthFilter;
import ai.nmt.batch.PlannedBatches;
import ai.nmt.corpus.DataFolders;
import ai.nmt.corpus.LanguagePair;
import ai.nmt.corpus.ParallelCorpora;
import ai.nmt.corpus.ParallelCorpus;
import ai.nmt.io.Counted;
import ai.nmt.io.InputException;
import ai.nmt.rules.TextRules;
import ai.nmt.run.DataConfig;
import ai.nmt.run.StoredRules;
import ai.nmt.train.LoadingConfig;
import ai.nmt.train.Progress;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.loop.EpochSource;
import ai.nmt.train.saving.ModelDescription;
import ai.nmt.train.saving.ModelDescription.Vocabulary;
import ai.nmt.train.validation.ValidationSet;
import ai.nmt.transformer.EmbeddingSharing;
import ai.nmt.transformer.TransformerConfig;
import ai.nmt.vocab.Dictionary;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open corpora of a training, cut into batches; not thread-safe. */
final class TrainingData implements EpochSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingData.class);

  private final DataConfig config;
  private final TrainingConfig training;
  private final TransformerConfig model;
  private final DataFolders folders;
  private final LanguagePair languages;
  private final Dictionary source;
  private final Dictionary target;
  private final Optional<TextRules> rules;
  private final Map<String, Split> splits = new LinkedHashMap<>();
  private final Map<Path, List<String>> trainingParts = new HashMap<>();
  private final List<ValidationSet> validationSets;

  /** Made when it is asked for. */
  private DataDescription files;

  /** A corpus with its batches. */
  private record Split(ParallelCorpus corpus, PlannedBatches planned) {}

  /** Opens what the first epoch needs, so that whatever is missing is noticed at once. */
  TrainingData(TrainingPlan plan) {
    this.config = plan.data();
    this.training = plan.training();
    this.model = plan.model();
    this.folders = config.open();
    this.languages = config.languages();
    this.source = ParallelCorpora.dictionary(folders.first(), languages.source());
    this.target = ParallelCorpora.dictionary(folders.first(), languages.target());
    this.rules = StoredRules.of(folders);
    LOG.info("[{}] dictionary: {} types", languages.source(), source.size());
    LOG.info("[{}] dictionary: {} types", languages.target(), target.size());
    trainingSplit(folders.first());
    this.validationSets = openValidationSets();
  }

  Dictionary source() {
    return source;
  }

  Dictionary target() {
    return target;
  }

  LanguagePair languages() {
    return languages;
  }

  /** The rules that made the data of raw text; empty where it was prepared before. */
  Optional<TextRules> rules() {
    return rules;
  }

  /** The folder whose dictionaries and rules are used. */
  Path folder() {
    return folders.first();
  }

  ModelDescription describe() {
    if (model.sharing() == EmbeddingSharing.ALL
        && !source.fingerprint().equals(target.fingerprint())) {
      throw new InputException(
          "--share-all-embeddings needs one dictionary for both languages, but dict.%s.txt (%s) and dict.%s.txt (%s) in %s differ: preprocess with --joined-dictionary, or share less"
              .formatted(
                  languages.source(),
                  Counted.of(source.size(), "symbol"),
                  languages.target(),
                  Counted.of(target.size(), "symbol"),
                  folders.first()));
    }
    return new ModelDescription(
        model,
        languages.source(),
        languages.target(),
        Vocabulary.of(source),
        Vocabulary.of(target));
  }

  /** What identifies the files: those of all folders' training data and of validation. */
  DataDescription describeFiles() {
    if (files == null) {
      files =
          DataDescription.of(
              folders, config.trainSubset(), training.validation().subsets(), languages);
    }
    return files;
  }

  @Override
  public BatchIterator open(IteratorPosition position) {
    Path folder = folders.forEpoch(position.epoch());
    Split split = trainingSplit(folder);
    if (split.planned().batches().isEmpty()) {
      throw new InputException(
          "the training data in %s has no sentence pair that can be used; check it, and"
                  .formatted(folder)
              + " --max-source-positions and --max-target-positions");
    }
    return EpochBatches.shuffled(split.planned().batches(), training.seed())
        .withCurriculum(training.loading().curriculum())
        .iterator(position, collator(split)::collate, training.loading().ahead());
  }

  /** The same progress; fairseq before 0.9 saved an epoch's end as the number of its batches. */
  Progress withinEpoch(Progress progress) {
    if (progress.position().batchesDone() == 0) {
      return progress;
    }
    try (BatchIterator rest = open(progress.position())) {
      return rest.hasNext() ? progress : progress.atNextEpoch();
    }
  }

  /** The training data of a folder, with what {@code train1}, {@code train2}, ... add to it. */
  private Split trainingSplit(Path folder) {
    BatchingConfig batching =
        new BatchingConfig(training.loading().training(), filter(true), training.seed());
    // Once for all epochs: what is written there meanwhile is not what the checkpoints describe.
    List<String> parts =
        trainingParts.computeIfAbsent(
            folder, place -> ParallelCorpora.parts(place, config.trainSubset(), languages));
    return split(folder, parts, batching);
  }

  private LengthFilter filter(boolean skip) {
    return new LengthFilter(model.encoder().maxPositions(), model.decoder().maxPositions(), skip);
  }

  /** The validation data. */
  List<ValidationSet> validationSets() {
    return validationSets;
  }

  private List<ValidationSet> openValidationSets() {
    LoadingConfig loading = training.loading();
    BatchingConfig batching =
        new BatchingConfig(loading.validation(), filter(loading.skipInvalid()), training.seed());
    return training.validation().subsets().stream()
        .map(name -> new ValidationSet(name, batches(name, batching)))
        .toList();
  }

  private Supplier<BatchIterator> batches(String subset, BatchingConfig batching) {
    Split split = split(folders.first(), List.of(subset), batching);
    EpochBatches inOrder = EpochBatches.inOrder(split.planned().batches());
    Collator collator = collator(split);
    return () ->
        inOrder.iterator(IteratorPosition.start(), collator::collate, training.loading().ahead());
  }

  private Collator collator(Split split) {
    return new Collator(split.corpus(), new Padding(training.loading().leftPadSource(), false));
  }

  private Split split(Path folder, List<String> subsets, BatchingConfig batching) {
    String names = String.join(" + ", subsets);
    String key = folder.resolve(names).toString();
    Split known = splits.get(key);
    if (known != null) {
      return known;
    }
    ParallelCorpus whole = ParallelCorpora.open(folder, subsets, languages, source, target);
    ParallelCorpus corpus = training.loading().fitted(whole, model.encoder().maxPositions());
    LOG.info("{} {} {}: {}", folder, names, languages, Counted.of(corpus.size(), "sentence pair"));
    Split split = new Split(corpus, PlannedBatches.of(corpus, batching));
    splits.put(key, split);
    return split;
  }

  @Override
  public void close() {
    splits.values().forEach(split -> split.corpus().close());
  }
}

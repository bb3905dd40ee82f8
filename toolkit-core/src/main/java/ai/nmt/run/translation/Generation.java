package ai.nmt.run.translation;

import ai.nmt.batch.Batch;
import ai.nmt.batch.BatchingConfig;
import ai.nmt.batch.Collator;
import ai.nmt.batch.LengthFilter;
import ai.nmt.batch.PlannedBatches;
import ai.nmt.corpus.ParallelCorpus;
import ai.nmt.corpus.TokenDatasets;
import ai.nmt.io.InputException;
import ai.nmt.io.Utf8Lines;
import ai.nmt.search.Hypothesis;
import ai.nmt.transformer.TransformerConfig;
import ai.nmt.translate.BatchTranslator;
import ai.nmt.translate.BeamTranslator;
import ai.nmt.translate.ReferenceScorer;
import ai.nmt.translate.Translation;
import ai.nmt.translate.TranslationLines;
import ai.nmt.translate.TranslationWorkers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translates binarised corpora or lines of text with one model: plans the batches, runs the
 * workers, writes fairseq's lines and computes its BLEU.
 */
public final class Generation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Generation.class);

  private static final double NANOS_PER_SECOND = 1e9;

  private final TranslationModel model;
  private final GenerationConfig config;
  private final TranslationLines lines;
  private final BatchTranslator translator;
  private final TranslationWorkers workers;

  /**
   * Starts the workers.
   *
   * @param model model and dictionaries, which stay the caller's to close
   * @param config search, batches and output
   */
  public Generation(TranslationModel model, GenerationConfig config) {
    this.model = model;
    this.config = config;
    this.lines =
        new TranslationLines(
            model.source(),
            model.target(),
            config.joiner(),
            model.rules().plainText(model.languages().target()),
            config.best());
    this.translator =
        config.scoreReference()
            ? new ReferenceScorer(model.transformer(), model.manager())
            : new BeamTranslator(model.transformer(), model.manager(), config.search());
    this.workers = new TranslationWorkers(translator, config.workers());
  }

  /**
   * Translates a corpus, batch after batch in fairseq's order.
   *
   * @param corpus sources, with references where there are any
   * @param output takes the lines of each batch
   * @return figures and BLEU
   */
  public GenerationReport translate(ParallelCorpus corpus, GenerationOutput output) {
    long start = System.nanoTime();
    PlannedBatches plan = PlannedBatches.of(corpus, batching());
    ReferenceBleu bleu = new ReferenceBleu(model.target(), lines, config.joiner());
    Optional<PlainTextBleu> plainText =
        Optional.of(model.rules())
            .filter(rules -> !rules.changeNothing())
            .map(
                rules ->
                    new PlainTextBleu(model.target(), rules.plainText(model.languages().target())));
    long[] tokens = {0};
    translate(
        corpus,
        plan,
        translations -> {
          tokens[0] += tokens(translations);
          translations.forEach(bleu::add);
          plainText.ifPresent(plain -> translations.forEach(plain::add));
          output.print(config.quiet() ? List.of() : format(translations), translations.size());
        });
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    tellOfMarker();
    return new GenerationReport(
        plan.sentences(),
        plan.skipped(),
        tokens[0],
        seconds,
        bleu.result(),
        plainText.flatMap(PlainTextBleu::result));
  }

  /**
   * Translates lines of text, a buffer of lines at a time, and prints them in their order. The
   * model's text rules are applied to each line; a model without is given text that is tokenised
   * and cut into subwords as its training data was.
   *
   * @param text lines; read only as far as the buffer reaches, so that a dialogue is possible
   * @param stream size of the buffer, and what becomes of lines that cannot be translated
   * @param output takes the lines of each buffer
   * @return how many lines were translated
   * @throws InputException where a line cannot be translated and that is to be an error
   */
  public InteractiveReport translateText(
      Utf8Lines text, InteractiveConfig stream, GenerationOutput output) {
    SentenceReader reader =
        new SentenceReader(
            text,
            model.rules().preparation(model.languages().source()),
            model.source(),
            new SentenceReader.Limits(
                stream.longestLine(),
                model.transformer().config().encoder().maxPositions(),
                config.batches().maxTokens()));
    InteractiveReport report =
        new InteractiveTranslation(text.name(), stream, config.skipTooLong())
            .run(
                reader,
                this::translateBuffer,
                translations -> output.print(format(translations), translations.size()));
    tellOfMarker();
    return report;
  }

  private void tellOfMarker() {
    SubwordMarkers.complaint("--remove-bpe", config.joiner(), model.target()).ifPresent(LOG::warn);
  }

  private List<Translation> translateBuffer(List<int[]> sentences) {
    List<Translation> results = new ArrayList<>();
    try (ParallelCorpus corpus = ParallelCorpus.sourceOnly(TokenDatasets.of(sentences))) {
      translate(corpus, PlannedBatches.of(corpus, batching()), results::addAll);
    }
    return results;
  }

  private void translate(
      ParallelCorpus corpus, PlannedBatches plan, Consumer<List<Translation>> results) {
    Collator collator = new Collator(corpus);
    Stream<Supplier<Batch>> batches =
        plan.batches().stream().map(sentences -> () -> collator.collate(sentences));
    workers.translate(batches.iterator(), results);
  }

  private BatchingConfig batching() {
    TransformerConfig sizes = model.transformer().config();
    LengthFilter filter =
        new LengthFilter(
            sizes.encoder().maxPositions(), sizes.decoder().maxPositions(), config.skipTooLong());
    return BatchingConfig.defaults().withLimits(config.batches()).withFilter(filter);
  }

  private List<String> format(List<Translation> translations) {
    return translations.stream().flatMap(found -> lines.format(found).stream()).toList();
  }

  private static long tokens(List<Translation> translations) {
    return translations.stream()
        .flatMap(found -> found.hypotheses().stream().limit(1))
        .mapToLong((Hypothesis best) -> best.tokens().length)
        .sum();
  }

  /** Stops the workers; the model stays. */
  @Override
  public void close() {
    workers.close();
    translator.close();
  }
}

package ai.nmt.run.benchmark;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.nmt.batch.Batch;
import ai.nmt.batch.BatchIterator;
import ai.nmt.batch.BatchingConfig;
import ai.nmt.batch.Collator;
import ai.nmt.batch.EpochBatches;
import ai.nmt.batch.IteratorPosition;
import ai.nmt.batch.LengthFilter;
import ai.nmt.batch.PlannedBatches;
import ai.nmt.corpus.ParallelCorpus;
import ai.nmt.io.Counted;
import ai.nmt.io.InputException;
import ai.nmt.loss.Criterion;
import ai.nmt.loss.LabelSmoothedCrossEntropy;
import ai.nmt.optim.Adam;
import ai.nmt.optim.AdamConfig;
import ai.nmt.tensor.FlatParameters;
import ai.nmt.tensor.TorchEngine;
import ai.nmt.train.update.UpdateConfig;
import ai.nmt.train.update.UpdateStep;
import ai.nmt.transformer.Transformer;
import ai.nmt.vocab.Dictionary;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the speed of training: whole updates (forward, backward, gradient norm, Adam) of a fresh
 * model on a corpus' own batches, against the machine's peak of matrix multiplication.
 */
public final class TrainingBenchmark {
  private static final double SMOOTHING = 0.1;

  /** Too small to change the model, so that every update costs the same. */
  private static final double LEARNING_RATE = 1e-7;

  private static final int BATCHES_AHEAD = 4;

  private final BenchmarkConfig config;

  /**
   * Makes the benchmark.
   *
   * @param config what is measured, and how long
   */
  public TrainingBenchmark(BenchmarkConfig config) {
    this.config = config;
  }

  /**
   * Measures.
   *
   * @param corpus training data
   * @param source dictionary of the source language
   * @param target dictionary of the target language
   * @return the speed
   * @throws InputException if the corpus has fewer batches than are asked for
   */
  public TrainingSpeed measure(ParallelCorpus corpus, Dictionary source, Dictionary target) {
    Device device = config.engine().start();
    EpochBatches batches = plan(corpus);
    Transformer model = new Transformer(config.model(), source.size(), target.size());
    try (NDManager base = NDManager.newBaseManager(device)) {
      double peak = MatmulPeak.measure(base);
      model.initialize(base, config.seed());
      try (FlatParameters parameters = new FlatParameters(base, model.parameters());
          Criterion criterion = new LabelSmoothedCrossEntropy(base, SMOOTHING, Dictionary.PAD);
          Adam adam = new Adam(base, parameters, AdamConfig.defaults());
          BatchIterator iterator =
              batches.iterator(
                  new IteratorPosition(1, 0), new Collator(corpus)::collate, BATCHES_AHEAD)) {
        UpdateStep step =
            new UpdateStep(
                base, model::forward, criterion, parameters, adam, UpdateConfig.defaults());
        run(step, iterator, config.warmUpUpdates());
        long start = System.nanoTime();
        List<Batch> timed = run(step, iterator, config.updates());
        double seconds = (System.nanoTime() - start) * 1e-9;
        MatmulFlops flops = new MatmulFlops(config.model(), target.size());
        return new TrainingSpeed(
            parameters.trainableSize(),
            TorchEngine.threads(),
            timed.size(),
            timed.stream().mapToLong(Batch::targetTokens).sum(),
            seconds,
            timed.stream().mapToDouble(flops::training).sum(),
            peak);
      }
    }
  }

  private EpochBatches plan(ParallelCorpus corpus) {
    LengthFilter filter =
        new LengthFilter(
            config.model().encoder().maxPositions(), config.model().decoder().maxPositions(), true);
    PlannedBatches plan =
        PlannedBatches.of(
            corpus,
            BatchingConfig.defaults()
                .withLimits(config.limits())
                .withFilter(filter)
                .withSeed(config.seed()));
    int needed = config.warmUpUpdates() + config.updates();
    if (plan.batches().size() < needed) {
      throw new InputException(
          "the data has %s, but %,d are to be measured; use more data, smaller batches (--max-tokens) or fewer updates (--updates)"
              .formatted(Counted.of(plan.batches().size(), "batch"), needed));
    }
    return EpochBatches.shuffled(plan.batches(), config.seed());
  }

  /** Makes updates and returns their batches. */
  private List<Batch> run(UpdateStep step, BatchIterator iterator, int updates) {
    List<Batch> done = new ArrayList<>();
    for (int update = 0; update < updates; update++) {
      List<Batch> batch = iterator.next(1);
      step.run(batch, update, LEARNING_RATE);
      done.addAll(batch);
    }
    return done;
  }
}

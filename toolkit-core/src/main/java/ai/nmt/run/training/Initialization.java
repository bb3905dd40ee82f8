package ai.nmt.run.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.batch.Batch;
import ai.nmt.batch.BatchIterator;
import ai.nmt.batch.IteratorPosition;
import ai.nmt.io.Folders;
import ai.nmt.io.InputException;
import ai.nmt.random.Seeds;
import ai.nmt.residual.InitType;
import ai.nmt.residual.ProfileRatios;
import ai.nmt.tensor.Pass;
import ai.nmt.tensor.StepScope;
import ai.nmt.transformer.Transformer;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a fresh model its first values; Admin's ω from a file or from a profile. */
final class Initialization {
  private static final Logger LOG = LoggerFactory.getLogger(Initialization.class);

  private final TrainingPlan plan;
  private final NDManager base;
  private final TrainingData data;

  Initialization(TrainingPlan plan, NDManager base, TrainingData data) {
    this.plan = plan;
    this.base = base;
    this.data = data;
  }

  /** Initialises; the values of all parameters but Admin's ω depend on the seed alone. */
  void apply(Transformer model) {
    model.initialize(base, Seeds.derive(plan.training().seed(), "model"));
    switch (plan.model().initType()) {
      case DEFAULT, ADMIN_TORCH, REZERO, REZERO_POSTLN, DEEPNET, LOOKLINEAR ->
          LOG.debug("no residual ratios to set");
      case ADAPTIVE -> model.setRatios(ProfileRatios.read(plan.ratiosFile()));
      case ADMIN, ADAPTIVE_PROFILING -> profile(model);
    }
  }

  /** One forward pass over the first batch of epoch 1, dropout on. */
  private void profile(Transformer model) {
    Batch batch = firstBatch();
    ProfileRatios ratios;
    try (StepScope scope = new StepScope(base)) {
      NDManager owner = scope.manager();
      Pass pass = Pass.training(owner, Seeds.derive(plan.training().seed(), "profile"));
      NDArray source = owner.create(batch.source(), new Shape(batch.size(), batch.sourceLength()));
      NDArray previous =
          owner.create(batch.previousOutput(), new Shape(batch.size(), batch.targetLength()));
      ratios = model.profile(pass, source, previous);
    }
    boolean asked = plan.model().initType() == InitType.ADAPTIVE_PROFILING;
    if (asked || plan.training().saving().enabled()) {
      write(ratios, plan.ratiosFile());
    }
  }

  private Batch firstBatch() {
    try (BatchIterator batches = data.open(IteratorPosition.start())) {
      return batches.next();
    }
  }

  private static void write(ProfileRatios ratios, Path file) {
    try {
      Folders.make(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw InputException.cannotWrite(file, e);
    }
    ratios.write(file);
    LOG.info(
        "Admin: profiled {} encoder and {} decoder sub-layers on the first batch, written to {}",
        ratios.encoder().size(),
        ratios.decoder().size(),
        file);
  }
}

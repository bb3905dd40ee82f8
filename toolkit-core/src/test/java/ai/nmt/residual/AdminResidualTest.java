package ai.nmt.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.util.PairList;
import ai.nmt.tensor.TorchEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The residual block in a network of a user of DJL, as the README shows it. */
class AdminResidualTest {
  @BeforeAll
  static void startEngine() {
    TorchEngine.start(1);
  }

  /** LN(ω ⊙ x + W x), one sub-layer of a network of eighteen. */
  private static final class SubLayerBlock extends AbstractBlock {
    private final Block branch;
    private final AdminResidual residual;
    private final Block norm;

    SubLayerBlock(int dim, int subLayers, boolean asParameter) {
      branch = addChildBlock("branch", Linear.builder().setUnits(dim).build());
      if (asParameter) {
        residual =
            addChildBlock("residual", AdminResidual.of(subLayers, OutputChange.LOGARITHMIC, true));
      } else {
        residual = addChildBlock("residual", AdminResidual.of(subLayers));
      }
      norm = addChildBlock("norm", LayerNorm.builder().build());
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      NDArray x = inputs.singletonOrThrow();
      NDArray f = branch.forward(store, inputs, training).singletonOrThrow();
      x = residual.join(store, x, f, training);
      return norm.forward(store, new NDList(x), training);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] shapes) {
      return shapes;
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
      branch.initialize(manager, type, shapes);
      residual.initialize(manager, type, shapes[0], shapes[0]);
      norm.initialize(manager, type, shapes);
    }
  }

  @Test
  void joinsAsTheFormula() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {1, -2, 3}, new Shape(1, 3));
      NDArray f = manager.create(new float[] {10, 20, 30}, new Shape(1, 3));
      ParameterStore store = new ParameterStore(manager, false);
      for (boolean asParameter : new boolean[] {false, true}) {
        AdminResidual residual = AdminResidual.of(36, OutputChange.CONSTANT, asParameter);
        residual.initialize(manager, DataType.FLOAT32, x.getShape(), f.getShape());
        assertThat(residual.join(store, x, f, false).toFloatArray()).containsExactly(16, 8, 48);
      }
      assertThat(AdminResidual.of(36).omega()).isCloseTo(3.0408, within(5e-5));
    }
  }

  @Test
  void aNetworkTrainsTheFactorWhereAsked() {
    assertThat(trained(false)).isEmpty();
    List<float[]> factor = trained(true);
    assertThat(factor).hasSize(1);
    assertThat(factor.get(0)).hasSize(4);
    for (float element : factor.get(0)) {
      assertThat((double) element).isNotEqualTo(2.3351).isCloseTo(2.3351, within(0.1));
    }
  }

  /** The ω of a network after ten steps of its trainer, if it is a parameter. */
  private static List<float[]> trained(boolean asParameter) {
    try (Model model = Model.newInstance("network")) {
      model.setBlock(new SubLayerBlock(4, 18, asParameter));
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(Loss.l2Loss())
              .optOptimizer(Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.01f)).build());
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(2, 4));
        NDArray x =
            trainer.getManager().create(new float[] {1, 2, -1, 0.5f, -2, 0, 1, 3}, new Shape(2, 4));
        NDArray target = x.neg();
        for (int step = 0; step < 10; step++) {
          try (GradientCollector collector = trainer.newGradientCollector()) {
            NDArray y = trainer.forward(new NDList(x)).singletonOrThrow();
            collector.backward(trainer.getLoss().evaluate(new NDList(target), new NDList(y)));
          }
          trainer.step();
        }
        return model.getBlock().getParameters().stream()
            .filter(pair -> pair.getKey().endsWith("omega"))
            .map(pair -> pair.getValue().getArray().toFloatArray())
            .toList();
      } finally {
        TorchEngine.prepareThread();
      }
    }
  }

  /** The lines in the README are lines of the network above. */
  @Test
  void theReadmeShowsTheseLines() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String test = Files.readString(Path.of("src/test/java/ai/nmt/residual/AdminResidualTest.java"));
    for (String line :
        List.of(
            "residual = addChildBlock(\"residual\", AdminResidual.of(subLayers));",
            "x = residual.join(store, x, f, training);")) {
      assertThat(readme).contains(line);
      assertThat(test).contains("  " + line);
    }
  }
}

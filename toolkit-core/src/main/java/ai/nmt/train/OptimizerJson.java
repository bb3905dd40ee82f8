package ai.nmt.train;

import ai.nmt.optim.OptimizerConfig;
import ai.nmt.optim.OptimizerRegistry;

/** JSON of an optimiser's settings. */
final class OptimizerJson extends NamedVariants<OptimizerConfig> {
  OptimizerJson() {
    super("the optimiser", OptimizerRegistry.settings(), OptimizerConfig::name);
  }
}

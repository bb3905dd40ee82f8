package ai.nmt.optim;

import ai.djl.ndarray.NDManager;
import ai.nmt.tensor.FlatParameters;

/**
 * Settings of an optimiser, and the way to make it. An optimiser is one class that holds its
 * settings as a record of this type; it is added by naming that record here and in {@link
 * OptimizerRegistry}.
 */
public sealed interface OptimizerConfig
    permits AdamConfig,
        RAdam.Settings,
        Sgd.Settings,
        Nag.Settings,
        Adagrad.Settings,
        Adadelta.Settings,
        Adamax.Settings,
        Adafactor.Settings,
        NovoGrad.Settings {

  /**
   * The optimiser's name.
   *
   * @return the name as {@code --optimizer} takes it, in small letters
   */
  default String name() {
    return OptimizerRegistry.nameOf(getClass());
  }

  /**
   * Makes the optimiser, without history.
   *
   * @param base manager below which its state lives
   * @param parameters what to train
   * @return the optimiser, to be closed
   */
  Optimizer create(NDManager base, FlatParameters parameters);
}

package ai.nmt.train.guard;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.batch.Batch;
import ai.nmt.io.Counted;
import ai.nmt.residual.ResidualConnection;
import ai.nmt.tensor.FlatParameters;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.ScriptModule;
import ai.nmt.train.update.UpdateStep;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where the first number arose that is not finite: in the parameters already, in a sub-layer
 * of the forward pass, in the scores, or on the way back.
 *
 * <p>The forward pass is repeated with the update's own random numbers; nothing is changed.
 */
public final class NotFiniteSearch implements NotFiniteHandler.Search, AutoCloseable {
  private final NDManager base;
  private final List<ResidualConnection> encoder;
  private final List<ResidualConnection> decoder;
  private final FlatParameters parameters;
  private final UpdateStep step;
  private final ScriptModule operations;

  /**
   * Connects the parts.
   *
   * @param base manager below which it works
   * @param encoder the encoder's residual connections in the order of the forward pass, two per
   *     layer
   * @param decoder the decoder's, three per layer
   * @param parameters the model's parameters
   * @param step what makes the updates
   */
  public NotFiniteSearch(
      NDManager base,
      List<ResidualConnection> encoder,
      List<ResidualConnection> decoder,
      FlatParameters parameters,
      UpdateStep step) {
    this.base = base;
    this.encoder = List.copyOf(encoder);
    this.decoder = List.copyOf(decoder);
    this.parameters = parameters;
    this.step = step;
    this.operations =
        ScriptModule.compile(
            base,
            """
            def finite(self: __torch__.Ops, x: Tensor) -> Tensor:
              return torch.all(torch.isfinite(x))
            """);
  }

  @Override
  public String locate(List<Batch> batches, long update) {
    List<String> values = broken(false);
    if (!values.isEmpty()) {
      return "It arose before this update: %s %s not finite, first %s"
          .formatted(
              Counted.of(values.size(), "parameter"),
              values.size() == 1 ? "is" : "are",
              values.get(0));
    }
    List<String> gradients = broken(true);
    String forward = firstInForward(batches, update);
    if (forward != null) {
      return "It arose in the forward pass: " + forward;
    }
    return gradients.isEmpty()
        ? "It arose in the loss: all scores and gradients are finite"
        : "It arose in the backward pass: the scores are finite, the gradients of %s are not, nearest to the loss %s"
            .formatted(
                Counted.of(gradients.size(), "parameter"), gradients.get(gradients.size() - 1));
  }

  /** Names of the parameters whose values, or gradients, are not finite. */
  private List<String> broken(boolean gradients) {
    return parameters.edit(
        () -> {
          List<String> names = new ArrayList<>();
          try (NDManager scope = base.newSubManager()) {
            for (NamedParameter parameter : parameters.parameters()) {
              if (gradients && !parameter.trainable()) {
                continue;
              }
              String name = parameter.name();
              NDArray seen =
                  gradients
                      ? parameters.slice(scope, parameters.gradients(), name)
                      : parameters.slice(scope, name);
              if (!isFinite(seen)) {
                names.add(name);
              }
            }
          }
          return names;
        });
  }

  private String firstInForward(List<Batch> batches, long update) {
    String[] found = {null};
    watch(encoder, "encoder", List.of("self_attn", "feed-forward"), found);
    watch(decoder, "decoder", List.of("self_attn", "encoder_attn", "feed-forward"), found);
    try {
      step.replay(
          batches,
          update,
          logits -> {
            if (found[0] == null && !isFinite(logits)) {
              found[0] = "the scores of the output layer";
            }
          });
    } finally {
      encoder.forEach(residual -> residual.observe(null));
      decoder.forEach(residual -> residual.observe(null));
    }
    return found[0];
  }

  /** Lets a stack's sub-layers report the first input or result that is not finite. */
  private void watch(
      List<ResidualConnection> stack, String name, List<String> kinds, String[] found) {
    for (int i = 0; i < stack.size(); i++) {
      String where =
          "%s.layers.%d, %s".formatted(name, i / kinds.size(), kinds.get(i % kinds.size()));
      stack
          .get(i)
          .observe(
              (connection, shortcut, branch) -> {
                if (found[0] == null && !isFinite(shortcut)) {
                  found[0] = "the input of " + where;
                } else if (found[0] == null && !isFinite(branch)) {
                  found[0] = "the result of " + where;
                }
              });
    }
  }

  private boolean isFinite(NDArray array) {
    try (NDArray finite = operations.call(base, "finite", array)) {
      return finite.getBoolean();
    }
  }

  @Override
  public void close() {
    operations.close();
  }
}

package ai.nmt.analysis;

import ai.djl.ndarray.NDManager;
import ai.nmt.loss.Criterion;
import ai.nmt.loss.Criterion.Differentiated;
import ai.nmt.loss.CrossEntropy;
import ai.nmt.random.Seeds;
import ai.nmt.residual.InitType;
import ai.nmt.tensor.Pass;
import ai.nmt.tensor.StepScope;
import ai.nmt.tensor.TorchEngine;
import ai.nmt.transformer.Transformer;
import ai.nmt.transformer.TransformerConfig;
import ai.nmt.vocab.Dictionary;

/**
 * A model with its sample, ready to be analysed.
 *
 * @param base owner of the model's parameters
 * @param model the model, with values; not for training before
 * @param sample what it is run on
 */
public record Subject(NDManager base, Transformer model, Sample sample) {
  /**
   * Makes a fresh model; Admin's ω are profiled on the sample, without dropout.
   *
   * @param base owner of the parameters
   * @param config the model
   * @param sample what it is profiled and run on
   * @param sourceVocabulary size of the source dictionary
   * @param targetVocabulary size of the target dictionary
   * @param seed decides the parameters
   * @return the subject
   */
  public static Subject fresh(
      NDManager base,
      TransformerConfig config,
      Sample sample,
      int sourceVocabulary,
      int targetVocabulary,
      long seed) {
    Transformer model = new Transformer(config, sourceVocabulary, targetVocabulary);
    model.initialize(base, Seeds.derive(seed, "model"));
    if (config.initType() == InitType.ADMIN) {
      try (StepScope scope = new StepScope(base)) {
        NDManager owner = scope.manager();
        model.profile(Pass.inference(owner), sample.source(owner), sample.previousOutput(owner));
      }
    }
    return new Subject(base, model, sample);
  }

  /** The number of residual sub-layers of the encoder. */
  int encoderSubLayers() {
    return 2 * model.config().encoder().layers();
  }

  /** The encoder's output as it is now, (B, S, D) flat. */
  float[] encode() {
    try (StepScope scope = new StepScope(base)) {
      NDManager owner = scope.manager();
      return model.encode(Pass.inference(owner), sample.source(owner)).states().toFloatArray();
    }
  }

  /** Propagates the gradient of the cross-entropy per target word back to what is recorded. */
  void backward(StepScope scope) {
    NDManager owner = scope.manager();
    Pass pass = Pass.inference(owner);
    try (Criterion criterion = new CrossEntropy(base, Dictionary.PAD)) {
      var logits =
          TorchEngine.recording(
              () -> model.forward(pass, sample.source(owner), sample.previousOutput(owner)));
      Differentiated loss = criterion.differentiate(owner, logits, sample.target(owner));
      TorchEngine.backward(logits, loss.gradient().div(sample.batch().targetTokens()));
    }
  }
}

package ai.nmt.run;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.CheckpointContent;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.interop.CheckpointFiles;
import ai.nmt.interop.FormatConversion;
import ai.nmt.io.InputException;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.TorchEngine;
import ai.nmt.train.saving.ModelDescription;
import ai.nmt.transformer.PostNormFolding;
import ai.nmt.transformer.Transformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Makes one checkpoint of another.
 *
 * @param input the checkpoint to read, the toolkit's or fairseq's
 * @param output the file to write, replaced where it exists; its extension says whether it becomes
 *     a checkpoint of the toolkit or one of fairseq
 * @param foldAdmin whether a model with factors on its shortcuts (Admin, DeepNet) becomes a plain
 *     Post-LN one with the same outputs; the optimiser's state, which belongs to the old
 *     parameters, is left out
 */
public record Conversion(Path input, Path output, boolean foldAdmin) {
  /** Checks that both files are given. */
  public Conversion {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(output, "output");
  }

  /**
   * Converts.
   *
   * @return what was done, sentences for the user
   * @throws InputException where the input is missing or damaged, its model cannot be folded, or
   *     the output cannot be written or has another extension
   */
  public List<String> run() {
    requireTwoFiles();
    TorchEngine.start(0);
    if (!foldAdmin) {
      FormatConversion.convert(input, output);
      return List.of("wrote %s as %s".formatted(input, output));
    }
    try (NDManager manager = NDManager.newBaseManager(Device.cpu());
        Checkpoint checkpoint = CheckpointFiles.openModel(input)) {
      requireOwnFormat();
      Transformer model = ModelLoader.load(input, manager).transformer();
      Transformer plain = PostNormFolding.fold(manager, model);
      write(checkpoint, plain);
      return described(model, plain);
    }
  }

  private void requireOwnFormat() {
    if (!output.getFileName().toString().endsWith(CheckpointNames.EXTENSION)) {
      throw new InputException(
          "a folded model is written as %s, not %s: convert that file in a second step"
              .formatted(CheckpointNames.EXTENSION, output));
    }
  }

  private void requireTwoFiles() {
    try {
      if (Files.exists(input) && Files.exists(output) && Files.isSameFile(input, output)) {
        throw new InputException(
            input + " is to be read and written: name another file for the result");
      }
    } catch (IOException e) {
      throw InputException.cannotWrite(output, e);
    }
  }

  private void write(Checkpoint checkpoint, Transformer plain) {
    ModelDescription old = ModelDescription.read(checkpoint);
    CheckpointContent content =
        new CheckpointContent()
            .section(
                ModelDescription.section(),
                new ModelDescription(
                    plain.config(),
                    old.sourceLanguage(),
                    old.targetLanguage(),
                    old.source(),
                    old.target()))
            .sectionsOf(checkpoint, Set.of(ModelDescription.section()));
    for (NamedParameter parameter : plain.parameters()) {
      content.tensor(parameter.name(), parameter.array());
    }
    content.write(output);
  }

  private List<String> described(Transformer model, Transformer plain) {
    List<String> done = new ArrayList<>();
    done.add(
        "folded the %s model of %s into a Post-LN one, written to %s; the optimiser's state was left out: training it further needs --reset-optimizer"
            .formatted(model.config().initType().flag(), input, output));
    boolean encoderScaled = plain.config().encoder().learnedPositions();
    boolean decoderScaled = plain.config().decoder().learnedPositions();
    if (encoderScaled != model.config().encoder().learnedPositions()
        || decoderScaled != model.config().decoder().learnedPositions()
        || plain.config().sharing() != model.config().sharing()) {
      done.add(
          "the first factor of a stack is not one number, so that its embeddings had to be scaled:"
              + " they are no longer shared with other uses, and its positions are learned"
              + " positions");
    }
    return done;
  }
}

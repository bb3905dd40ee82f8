package ai.nmt.interop;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.CheckpointContent;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.io.InputException;
import com.google.gson.JsonElement;
import java.nio.file.Path;

/** Writes a checkpoint of either kind as one of either kind. */
public final class FormatConversion {
  private FormatConversion() {}

  /**
   * Converts a checkpoint; the tensors' bits stay as they are. An optimiser's state that has no
   * place in the toolkit is left out with a warning.
   *
   * @param input a checkpoint, the toolkit's or fairseq's
   * @param output the file to write; its extension, {@code .safetensors} or {@code .pt}, says which
   *     kind it becomes
   * @throws InputException where the input cannot be read, the output cannot be written, or its
   *     extension is another one
   */
  public static void convert(Path input, Path output) {
    String name = output.getFileName().toString();
    boolean fairseq = name.endsWith(CheckpointFiles.FAIRSEQ_EXTENSION);
    if (!fairseq && !name.endsWith(CheckpointNames.EXTENSION)) {
      throw new InputException(
          "%s has none of the extensions that say what to write: %s (this toolkit) or %s (fairseq)"
              .formatted(output, CheckpointNames.EXTENSION, CheckpointFiles.FAIRSEQ_EXTENSION));
    }
    try (Checkpoint checkpoint = CheckpointFiles.open(input, OptimizerState.IF_USABLE)) {
      if (fairseq) {
        FairseqWriter.write(checkpoint, output);
      } else {
        copy(checkpoint, output);
      }
    }
  }

  private static void copy(Checkpoint checkpoint, Path output) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      CheckpointContent content = new CheckpointContent();
      for (String section : checkpoint.sectionNames()) {
        content.section(section, checkpoint.section(section, JsonElement.class));
      }
      for (String name : checkpoint.tensorNames()) {
        content.tensor(name, checkpoint.tensors().load(manager, name));
      }
      content.write(output);
    }
  }
}

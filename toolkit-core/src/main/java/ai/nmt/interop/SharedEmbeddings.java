package ai.nmt.interop;

import ai.nmt.io.InputException;
import ai.nmt.torchfile.TorchFile;
import ai.nmt.torchfile.TorchTensor;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Embeddings that a model's settings say are one matrix, though the file may hold it several times.
 *
 * <p>fairseq's scripts that average, and its trainings on GPUs since 0.10, write each name with
 * numbers of its own, while the optimiser counts the matrix once, under its first name.
 */
final class SharedEmbeddings {
  private static final String ENCODER = "encoder.embed_tokens.weight";
  private static final String DECODER = "decoder.embed_tokens.weight";

  /** The output projection as fairseq names it, before and since 0.9. */
  private static final List<String> OUTPUTS =
      List.of("decoder.embed_out", "decoder.output_projection.weight");

  private static final int CHUNK_BYTES = 1 << 20;

  private SharedEmbeddings() {}

  /**
   * Leaves each shared matrix under its first name only.
   *
   * @param file the checkpoint
   * @param model its parameters by the file's names
   * @param arguments its settings
   * @return the parameters without those that repeat another one
   * @throws InputException where the settings say that two are one and their numbers differ
   */
  static Map<String, TorchTensor> once(
      TorchFile file, Map<String, TorchTensor> model, FairseqArguments arguments) {
    Map<String, TorchTensor> once = new LinkedHashMap<>(model);
    boolean all = arguments.flag("share_all_embeddings");
    if (all) {
      drop(file, once, DECODER, ENCODER, "--share-all-embeddings");
    }
    if (all || arguments.flag("share_decoder_input_output_embed")) {
      String flag = all ? "--share-all-embeddings" : "--share-decoder-input-output-embed";
      OUTPUTS.forEach(output -> drop(file, once, output, all ? ENCODER : DECODER, flag));
    }
    return once;
  }

  private static void drop(
      TorchFile file, Map<String, TorchTensor> once, String name, String first, String flag) {
    TorchTensor copy = once.get(name);
    TorchTensor original = once.get(first);
    if (copy == null || original == null) {
      return;
    }
    if (!isEqual(file, copy, original)) {
      // fairseq loads one after the other into the same matrix, so that the last one wins.
      throw new InputException(
          "its settings say that %s and %s are one matrix (%s), but their numbers differ; which of them is meant only its author knows: write it anew with equal ones, or with settings that do not share them"
              .formatted(first, name, flag));
    }
    once.remove(name);
  }

  private static boolean isEqual(TorchFile file, TorchTensor one, TorchTensor other) {
    if (one.equals(other)) {
      return true;
    }
    if (one.storage().type() != other.storage().type() || !one.shape().equals(other.shape())) {
      return false;
    }
    int width = one.storage().type().bytes();
    ByteBuffer ones = ByteBuffer.allocate(CHUNK_BYTES);
    ByteBuffer others = ByteBuffer.allocate(CHUNK_BYTES);
    for (long first = 0; first < one.elements(); first += CHUNK_BYTES / width) {
      int bytes = (int) Math.min(CHUNK_BYTES, (one.elements() - first) * width);
      file.read(one, first, ones.clear().limit(bytes));
      file.read(other, first, others.clear().limit(bytes));
      if (!ones.flip().equals(others.flip())) {
        return false;
      }
    }
    return true;
  }
}

package ai.nmt.golden;

import ai.djl.ndarray.NDManager;
import ai.nmt.GoldenData;
import ai.nmt.nn.Activation;
import ai.nmt.residual.InitType;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.torchfile.TorchFile;
import ai.nmt.torchfile.TorchTensor;
import ai.nmt.transformer.Architectures;
import ai.nmt.transformer.Dropouts;
import ai.nmt.transformer.EmbeddingSharing;
import ai.nmt.transformer.StackConfig;
import ai.nmt.transformer.Transformer;
import ai.nmt.transformer.TransformerConfig;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The small fairseq models of the golden data; tests that ask for them skip without the data. */
public final class GoldenModels {
  private GoldenModels() {}

  /**
   * The names of all models.
   *
   * @return one per folder of the golden data
   */
  public static Stream<String> names() {
    return Stream.of(
        "postln",
        "preln",
        "preln_radam",
        "admin",
        "deepnet",
        "looklinear",
        "rezero",
        "rezero_postln",
        "postln_learnedpos_gelu",
        "postln_sepembed",
        "postln_updatefreq2");
  }

  /**
   * A file of a model.
   *
   * @param model for example {@code postln}
   * @param file for example {@code init.pt}
   * @return its path
   */
  public static Path path(String model, String file) {
    return GoldenData.golden("fairseq/models/" + model + "/" + file);
  }

  /**
   * The arrays of a file.
   *
   * @param model for example {@code postln}
   * @param file an {@code .npz}, or a checkpoint {@code .pt} whose model is wanted
   * @return arrays by name
   */
  public static Map<String, GoldenArray> load(String model, String file) {
    Path path = path(model, file);
    if (file.endsWith(".npz")) {
      return Npz.read(path);
    }
    Map<String, GoldenArray> arrays = new LinkedHashMap<>();
    try (TorchFile torch = TorchFile.open(path, name -> name.module().equals("fairseq.meters"))) {
      ((Map<?, ?>) ((Map<?, ?>) torch.root()).get("model"))
          .forEach((name, value) -> arrays.put((String) name, array(torch, (TorchTensor) value)));
    }
    return arrays;
  }

  private static GoldenArray array(TorchFile file, TorchTensor tensor) {
    long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
    return new GoldenArray(shape, file.floats(tensor), null);
  }

  /**
   * The model's {@code info.json}.
   *
   * @param model for example {@code postln}
   * @return the parsed file
   */
  public static JsonObject info(String model) {
    try {
      return JsonParser.parseString(Files.readString(path(model, "info.json"))).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The model's configuration.
   *
   * @param model for example {@code postln}
   * @return what {@code info.json}'s arguments say
   */
  public static TransformerConfig config(String model) {
    JsonObject args = info(model).getAsJsonObject("args");
    EmbeddingSharing sharing = EmbeddingSharing.SEPARATE;
    if (args.get("share_all_embeddings").getAsBoolean()) {
      sharing = EmbeddingSharing.ALL;
    } else if (args.get("share_decoder_input_output_embed").getAsBoolean()) {
      sharing = EmbeddingSharing.DECODER;
    }
    return Architectures.preset("transformer")
        .withStacks(stack(args, "encoder", "source"), stack(args, "decoder", "target"))
        .withDropouts(new Dropouts(0, 0, 0))
        .withSharing(sharing)
        .withActivation(
            args.get("activation_fn").getAsString().equals("gelu")
                ? Activation.GELU
                : Activation.RELU)
        .withInitType(InitType.of(args.get("init_type").getAsString()));
  }

  private static StackConfig stack(JsonObject args, String stack, String side) {
    return new StackConfig(
        args.get(stack + "_layers").getAsInt(),
        args.get(stack + "_embed_dim").getAsInt(),
        args.get(stack + "_ffn_embed_dim").getAsInt(),
        args.get(stack + "_attention_heads").getAsInt(),
        args.get(stack + "_normalize_before").getAsBoolean(),
        args.get(stack + "_learned_pos").getAsBoolean(),
        args.get("max_" + side + "_positions").getAsInt());
  }

  /**
   * Builds the model with the parameters of a file.
   *
   * @param manager the parameters' owner
   * @param model for example {@code postln}
   * @param file for example {@code init.pt} or {@code profiling_init.npz}
   * @return the model
   */
  public static Transformer transformer(NDManager manager, String model, String file) {
    Map<String, GoldenArray> values = load(model, file);
    int source = (int) values.get("encoder.embed_tokens.weight").shape()[0];
    int target = (int) values.get("decoder.embed_tokens.weight").shape()[0];
    Transformer transformer = new Transformer(config(model), source, target);
    transformer.initialize(manager, 1);
    try (NDManager scope = manager.newSubManager()) {
      for (NamedParameter parameter : transformer.parameters()) {
        if (values.containsKey(parameter.name())) {
          parameter.assign(values.get(parameter.name()).toTensor(scope));
        }
      }
    }
    return transformer;
  }
}

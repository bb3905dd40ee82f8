package ai.nmt.interop;

import ai.djl.ndarray.types.Shape;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.interop.FairseqParameters.Piece;
import ai.nmt.io.InputException;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.torchfile.TorchFile;
import ai.nmt.torchfile.TorchTensor;
import ai.nmt.train.saving.ModelDescription;
import ai.nmt.train.saving.ModelDescription.Vocabulary;
import ai.nmt.transformer.TransformerConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a fairseq checkpoint as one of the toolkit's. */
final class FairseqCheckpoint {
  private static final String EMBEDDING = ".embed_tokens.weight";
  private static final String OPTIMIZER = "last_optimizer_state";

  private static final Logger LOG = LoggerFactory.getLogger(FairseqCheckpoint.class);

  private final TorchFile file;
  private final Map<?, ?> state;
  private final FairseqArguments arguments;
  private final Map<String, TorchTensor> model = new LinkedHashMap<>();

  /** The model without repetitions of shared matrices. */
  private final Map<String, TorchTensor> once;

  private final Map<String, TorchTensor> upgraded;

  private FairseqCheckpoint(TorchFile file) {
    this.file = file;
    if (!(file.root() instanceof Map<?, ?> map) || !(map.get("model") instanceof Map<?, ?> dict)) {
      throw new InputException(
          "it is a PyTorch file, but no checkpoint of fairseq's training: it has no 'model'");
    }
    this.state = map;
    this.arguments = FairseqArguments.of(map);
    requireWhole();
    dict.forEach(
        (name, value) -> {
          if (value instanceof TorchTensor tensor) {
            model.put(String.valueOf(name), tensor);
          }
        });
    this.once = SharedEmbeddings.once(file, model, arguments);
    this.upgraded = FairseqParameters.upgraded(once);
  }

  /**
   * Opens a checkpoint.
   *
   * @param path a file that fairseq wrote
   * @param optimizer what becomes of the optimiser's state
   * @return the checkpoint; close it after use
   * @throws InputException where it is missing, damaged, or of a model that the toolkit does not
   *     have
   */
  static Checkpoint open(Path path, OptimizerState optimizer) {
    TorchFile file = TorchFile.open(path, FairseqClasses::isRecord);
    try {
      return new FairseqCheckpoint(file).toCheckpoint(optimizer);
    } catch (InputException | IllegalArgumentException | ArithmeticException e) {
      file.close();
      throw new InputException(
          "%s cannot be used as a fairseq checkpoint: %s".formatted(path, e.getMessage()), e);
    }
  }

  private Checkpoint toCheckpoint(OptimizerState optimizer) {
    TransformerConfig config = FairseqModel.config(arguments);
    requireLayers(config);
    ModelDescription description =
        new ModelDescription(
            config,
            language("source_lang"),
            language("target_lang"),
            vocabulary("encoder"),
            vocabulary("decoder"));
    Map<String, Shape> wanted = new LinkedHashMap<>();
    Set<String> trainable = new LinkedHashSet<>();
    for (NamedParameter parameter : description.create().parameters()) {
      wanted.put(parameter.name(), parameter.shape());
      if (parameter.trainable()) {
        trainable.add(parameter.name());
      }
    }
    FairseqTensors tensors = new FairseqTensors(file);
    addParameters(wanted, tensors);
    FairseqTraining training = new FairseqTraining(arguments);
    if (optimizer != OptimizerState.UNREAD && state.get(OPTIMIZER) != null) {
      wanted.keySet().retainAll(trainable);
      addOptimizer(wanted, tensors, optimizer == OptimizerState.REQUIRED);
    }
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put("model", description);
    sections.put("training", training.config());
    training
        .unknown()
        .forEach(
            message ->
                LOG.info(
                    "{}: of its training's settings, the default stands for one that the toolkit"
                        + " does not have: {}",
                    file.path(),
                    message));
    sections.put("progress", training.progress(state));
    sections.put(FairseqSource.SECTION, source());
    return Checkpoint.of(tensors, sections);
  }

  /** Trainings that split a model over GPUs write a file per GPU, none of which is a model. */
  private void requireWhole() {
    int parts = arguments.integer("model_parallel_size", 1);
    if (parts > 1) {
      throw new InputException(
          "it holds one of the %d parts of a model that was trained with --model-parallel-size %d, which the toolkit does not put together"
              .formatted(parts, parts));
    }
    if (state.containsKey("shard_metadata") || arguments.flag("use_sharded_state")) {
      throw new InputException(
          "it holds one GPU's shard of a model that was trained with --use-sharded-state: put the"
              + " shards together first with fairseq's script consolidate_fsdp_shards.py");
    }
  }

  /** A damaged setting could ask for more layers than memory holds; each has parameters. */
  private void requireLayers(TransformerConfig config) {
    int layers = Math.max(config.encoder().layers(), config.decoder().layers());
    if (layers > model.size()) {
      throw new InputException(
          "its settings ask for %,d layers, but its model has %,d parameters"
              .formatted(layers, model.size()));
    }
  }

  private FairseqSource source() {
    Map<String, List<Double>> buffers = new LinkedHashMap<>();
    model.forEach(
        (name, tensor) -> {
          if (FairseqParameters.isBuffer(name) && tensor.elements() <= 1) {
            List<Double> numbers = new ArrayList<>();
            for (float number : file.floats(tensor)) {
              numbers.add((double) number);
            }
            buffers.put(name, numbers);
          }
        });
    Map<String, Object> set = new LinkedHashMap<>(arguments.values());
    set.values().removeIf(java.util.Objects::isNull);
    List<String> unset = new ArrayList<>(arguments.values().keySet());
    unset.removeAll(set.keySet());
    return new FairseqSource(set, unset, List.copyOf(model.keySet()), buffers);
  }

  /** A language; empty where fairseq found it from the names of files and did not note it. */
  private String language(String name) {
    String language = arguments.text(name);
    return language == null ? "" : language;
  }

  private Vocabulary vocabulary(String stack) {
    TorchTensor embedding = model.get(stack + EMBEDDING);
    if (embedding == null || embedding.shape().size() != 2) {
      throw new InputException("its model lacks " + stack + EMBEDDING);
    }
    return Vocabulary.unknown(Math.toIntExact(embedding.shape().get(0)));
  }

  private void addParameters(Map<String, Shape> wanted, FairseqTensors tensors) {
    Set<TorchTensor> used = new LinkedHashSet<>();
    List<String> missing = new ArrayList<>();
    wanted.forEach(
        (name, shape) -> {
          List<Piece> pieces = FairseqParameters.pieces(name, upgraded::get);
          if (pieces.isEmpty()) {
            missing.add(name);
          } else {
            pieces.forEach(piece -> used.add(piece.tensor()));
            tensors.add(name, pieces, shape);
          }
        });
    List<String> others = new ArrayList<>();
    upgraded.forEach(
        (name, tensor) -> {
          if (!used.contains(tensor)) {
            others.add(name);
          }
        });
    if (!missing.isEmpty() || !others.isEmpty()) {
      throw new InputException(
          "its parameters are not those of the model that its settings describe: missing %s, unknown %s"
              .formatted(some(missing), some(others)));
    }
  }

  private static List<String> some(List<String> names) {
    return names.size() <= 6
        ? names
        : List.of(names.get(0), names.get(1), "... (%,d in all)".formatted(names.size()));
  }

  /** Adds the optimiser's state; where that is not possible, nothing of it. */
  private void addOptimizer(Map<String, Shape> trained, FairseqTensors tensors, boolean required) {
    FairseqTensors taken = new FairseqTensors(file);
    try {
      FairseqOptimizer.add(
          file, arguments.text("optimizer"), state.get(OPTIMIZER), once, trained, taken);
      tensors.addAll(taken);
    } catch (InputException e) {
      if (required) {
        throw new InputException(
            e.getMessage() + "; give --reset-optimizer to start with a fresh state", e);
      }
      LOG.warn(
          "{}: the optimiser's state is left out, so that training goes on with --reset-optimizer"
              + " only: {}",
          file.path(),
          e.getMessage());
    }
  }
}

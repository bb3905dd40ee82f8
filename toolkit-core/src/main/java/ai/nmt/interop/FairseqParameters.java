package ai.nmt.interop;

import ai.nmt.torchfile.TorchTensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that versions of fairseq give to the same parameters, and the order in which its
 * optimisers number them.
 */
final class FairseqParameters {
  /** Entries of a model that no optimiser changes. */
  private static final Pattern BUFFER =
      Pattern.compile(
          "(encoder|decoder)\\.(version|embed_positions\\.(_float_tensor|weights))"
              + "|.*\\.num_updates");

  /** Copies of an encoder layer's weights that fairseq 0.12 keeps for PyTorch's fast path. */
  private static final Pattern COPY =
      Pattern.compile("encoder\\.layers\\.\\d+\\.(in_proj|out_proj|fc1|fc2)_(weight|bias)");

  private static final Pattern ENCODER_LAYER = Pattern.compile("^encoder\\.layers\\.\\d+\\.");

  private static final List<String> COPIED =
      List.of(
          "in_proj_weight",
          "in_proj_bias",
          "out_proj_weight",
          "out_proj_bias",
          "fc1_weight",
          "fc1_bias",
          "fc2_weight",
          "fc2_bias");

  private static final Pattern OLD_NORM =
      Pattern.compile("((encoder|decoder)\\.layers\\.\\d+)\\.layer_norms\\.(\\d)\\.(weight|bias)");

  private static final List<String> PROJECTIONS = List.of("q", "k", "v");

  /** Rows of a tensor, counted in shares: the part {@code index} of {@code of} equal ones. */
  record Piece(TorchTensor tensor, int index, int of) {
    static Piece whole(TorchTensor tensor) {
      return new Piece(tensor, 0, 1);
    }
  }

  private FairseqParameters() {}

  static boolean isBuffer(String name) {
    return BUFFER.matcher(name).matches();
  }

  static boolean isCopy(String name) {
    return COPY.matcher(name).matches();
  }

  /**
   * The parameters in the order of a state dictionary, which is that of the optimiser's numbers:
   * without buffers, and each shared one under its first name only.
   *
   * @param model the state dictionary without repetitions
   * @param count how many parameters the optimiser has; if so many more, the copies of weights that
   *     fairseq 0.12 keeps are counted, though the dictionary lacks them
   */
  static List<String> numbered(Map<String, TorchTensor> model, int count) {
    List<String> names = numbered(model);
    List<String> withCopies = new ArrayList<>();
    Set<String> layers = new HashSet<>();
    for (String name : names) {
      Matcher layer = ENCODER_LAYER.matcher(name);
      if (layer.find() && layers.add(layer.group())) {
        for (int i = 0; i < FairseqLayout.COPIES; i++) {
          withCopies.add(layer.group() + COPIED.get(i));
        }
      }
      withCopies.add(name);
    }
    return names.size() != count && withCopies.size() == count ? withCopies : names;
  }

  private static List<String> numbered(Map<String, TorchTensor> model) {
    List<String> names = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    model.forEach(
        (name, tensor) -> {
          if (!isBuffer(name) && (tensor.elements() == 0 || seen.add(tensor))) {
            names.add(name);
          }
        });
    return names;
  }

  /** The entries that are parameters, under the names of fairseq 0.8 and later. */
  static Map<String, TorchTensor> upgraded(Map<String, TorchTensor> model) {
    Map<String, TorchTensor> upgraded = new LinkedHashMap<>();
    model.forEach(
        (name, tensor) -> {
          if (!isBuffer(name) && !isCopy(name)) {
            upgraded.put(upgraded(name), tensor);
          }
        });
    return upgraded;
  }

  /** The name that fairseq 0.8 and later give to a parameter. */
  static String upgraded(String name) {
    Matcher old = OLD_NORM.matcher(name);
    if (old.matches()) {
      boolean encoder = old.group(2).equals("encoder");
      String norm =
          switch (old.group(3)) {
            case "0" -> "self_attn_layer_norm";
            case "1" -> encoder ? "final_layer_norm" : "encoder_attn_layer_norm";
            default -> "final_layer_norm";
          };
      return old.group(1) + "." + norm + "." + old.group(4);
    }
    return name.equals("decoder.output_projection.weight") ? "decoder.embed_out" : name;
  }

  /**
   * What a parameter of the model is made of.
   *
   * @param name the model's name of it
   * @param find finds tensors by upgraded name; null where there is none
   * @return its pieces, one below the other; empty where the file lacks it
   */
  static List<Piece> pieces(String name, Function<String, TorchTensor> find) {
    TorchTensor same = find.apply(name);
    if (same != null) {
      return List.of(Piece.whole(same));
    }
    if (name.endsWith(".in_proj_weight") || name.endsWith(".in_proj_bias")) {
      String kind = name.substring(name.lastIndexOf('_') + 1);
      String attention = name.substring(0, name.lastIndexOf('.'));
      for (String separator : List.of("_proj.", "_proj_")) {
        List<Piece> parts = new ArrayList<>();
        for (String projection : PROJECTIONS) {
          TorchTensor part = find.apply(attention + "." + projection + separator + kind);
          if (part != null) {
            parts.add(Piece.whole(part));
          }
        }
        if (parts.size() == PROJECTIONS.size()) {
          return parts;
        }
      }
    }
    return projection(name, find);
  }

  /** A projection of its own out of a file that has the three in one, or under its other name. */
  private static List<Piece> projection(String name, Function<String, TorchTensor> find) {
    for (int i = 0; i < PROJECTIONS.size(); i++) {
      String end = "." + PROJECTIONS.get(i) + "_proj_weight";
      if (name.endsWith(end)) {
        String attention = name.substring(0, name.length() - end.length());
        TorchTensor other = find.apply(attention + "." + PROJECTIONS.get(i) + "_proj.weight");
        TorchTensor joint = find.apply(attention + ".in_proj_weight");
        if (other != null) {
          return List.of(Piece.whole(other));
        }
        return joint == null ? List.of() : List.of(new Piece(joint, i, PROJECTIONS.size()));
      }
    }
    return List.of();
  }
}

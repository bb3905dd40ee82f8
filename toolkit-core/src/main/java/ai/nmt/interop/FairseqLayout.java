package ai.nmt.interop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a version of fairseq names and orders the parameters of a Transformer. */
enum FairseqLayout {
  /**
   * fairseq 0.8, which the residual schemes are written for: one projection of query, key, value.
   */
  JOINT,
  /** fairseq 0.9 to 0.12: three projections. */
  SEPARATE;

  /** Copies of its weights that each encoder layer has in fairseq 0.12, before its parameters. */
  static final int COPIES = 8;

  private static final String OUTPUT = "decoder.output_projection.weight";
  private static final Pattern LAYER =
      Pattern.compile("(encoder|decoder)\\.layers\\.(\\d+)\\.(.*)");

  private static final List<String> OF_STACK =
      List.of("embed_out", "embed_tokens.weight", "embed_positions.weight", "layers", "layer_norm");

  private static final List<String> OF_LAYER =
      List.of(
          "attention_ratio_change",
          "self_ratio_change",
          "encoder_ratio_change",
          "fc_ratio_change",
          "rezero_weight");

  private static final List<String> JOINT_PARTS =
      List.of(
          "self_attn.",
          "encoder_attn.",
          "fc1.",
          "fc2.",
          "self_attn_layer_norm.",
          "encoder_attn_layer_norm.",
          "final_layer_norm.");

  private static final List<String> SEPARATE_PARTS =
      List.of(
          "self_attn.",
          "self_attn_layer_norm.",
          "encoder_attn.",
          "encoder_attn_layer_norm.",
          "fc1.",
          "fc2.",
          "final_layer_norm.");

  private static final List<String> OF_ATTENTION =
      List.of("k_proj", "v_proj", "q_proj", "in_proj", "out_proj");

  private static final List<String> ENDS = List.of("weight", "bias");

  /**
   * A parameter of a file.
   *
   * @param name its name in the file
   * @param source the toolkit's parameter that it is, or is a part of
   * @param part which of its parts, from 0
   * @param parts how many equal parts that one has
   */
  record Row(String name, String source, int part, int parts) {}

  /**
   * The parameters of a file, in its order.
   *
   * @param names the toolkit's parameters
   */
  List<Row> rows(Collection<String> names) {
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      rows.addAll(rows(name));
    }
    // Sorting is stable, so that what no rule knows stays in the toolkit's order.
    rows.sort((one, two) -> compare(rank(one.name()), rank(two.name())));
    return rows;
  }

  private List<Row> rows(String name) {
    if (this == JOINT) {
      return List.of(new Row(name, name, 0, 1));
    }
    if (name.equals("decoder.embed_out")) {
      return List.of(new Row(OUTPUT, name, 0, 1));
    }
    for (String end : ENDS) {
      String joint = ".in_proj_" + end;
      if (name.endsWith(joint)) {
        String attention = name.substring(0, name.length() - joint.length());
        return List.of(
            new Row(attention + ".q_proj." + end, name, 0, 3),
            new Row(attention + ".k_proj." + end, name, 1, 3),
            new Row(attention + ".v_proj." + end, name, 2, 3));
      }
    }
    return List.of(new Row(name, name, 0, 1));
  }

  /** Stack, part of the stack, layer, part of the layer, part of the attention, weight or bias. */
  private int[] rank(String name) {
    int stack = name.startsWith("encoder.") ? 0 : 1;
    Matcher layer = LAYER.matcher(name);
    if (!layer.matches()) {
      String rest = name.substring(name.indexOf('.') + 1);
      int place = name.equals(OUTPUT) ? OF_STACK.size() : index(OF_STACK, rest);
      return new int[] {stack, place, 0, 0, 0, end(name)};
    }
    String rest = layer.group(3);
    List<String> parts = this == JOINT ? JOINT_PARTS : SEPARATE_PARTS;
    int part =
        OF_LAYER.contains(rest) ? OF_LAYER.indexOf(rest) : OF_LAYER.size() + index(parts, rest);
    int attention =
        rest.contains("_attn.") ? index(OF_ATTENTION, rest.substring(rest.indexOf('.') + 1)) : 0;
    return new int[] {
      stack,
      OF_STACK.indexOf("layers"),
      Integer.parseInt(layer.group(2)),
      part,
      attention,
      end(name)
    };
  }

  private static int end(String name) {
    return name.endsWith("bias") ? 1 : 0;
  }

  /** The first of the beginnings that a text has; their number where it has none. */
  private static int index(List<String> beginnings, String text) {
    for (int i = 0; i < beginnings.size(); i++) {
      if (text.startsWith(beginnings.get(i))) {
        return i;
      }
    }
    return beginnings.size();
  }

  private static int compare(int[] one, int[] two) {
    return java.util.Arrays.compare(one, two);
  }
}

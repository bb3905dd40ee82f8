package ai.nmt.interop;

import ai.nmt.io.InputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * fairseq's settings under the names of its flags, whichever version wrote them.
 *
 * @param values plain values by name, for example {@code encoder_layers}
 */
record FairseqArguments(Map<String, Object> values) {
  /** The parts of a nested configuration, and the flag that says which variant a part is of. */
  private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

  /** Flags that have another name in a nested configuration. */
  private static final Map<String, String> RENAMED =
      Map.of("batch_size", "max_sentences", "stop_min_lr", "min_lr");

  /** A setting that refers to another one. */
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([\\w.]+)}");

  private static final int LONGEST_CHAIN = 10;

  static {
    SECTIONS.put("model", "arch");
    SECTIONS.put("task", "task");
    SECTIONS.put("criterion", "criterion");
    SECTIONS.put("optimizer", "optimizer");
    SECTIONS.put("lr_scheduler", "lr_scheduler");
    SECTIONS.put("common", null);
    SECTIONS.put("dataset", null);
    SECTIONS.put("optimization", null);
    SECTIONS.put("checkpoint", null);
    SECTIONS.put("distributed_training", null);
  }

  FairseqArguments {
    values = new LinkedHashMap<>(values);
  }

  /**
   * Reads the settings of a checkpoint.
   *
   * @param state the checkpoint
   * @return its {@code args}, or its {@code cfg} without the nesting
   */
  static FairseqArguments of(Map<?, ?> state) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (FairseqValues.plain(state.get("args")) instanceof Map<?, ?> args) {
      args.forEach((name, value) -> values.put(renamed(String.valueOf(name)), value));
    } else if (FairseqValues.plain(state.get("cfg")) instanceof Map<?, ?> nested) {
      SECTIONS.forEach((section, variant) -> add(values, nested.get(section), variant));
      values.replaceAll((name, value) -> resolved(value, nested));
    } else {
      throw new InputException(
          "it has neither 'args' nor 'cfg', so it is no checkpoint of fairseq's training");
    }
    return new FairseqArguments(values);
  }

  /** What a setting such as {@code ${optimization.lr}} stands for; other values as they are. */
  private static Object resolved(Object value, Map<?, ?> nested) {
    Object here = value;
    for (int i = 0; i < LONGEST_CHAIN && here instanceof String text; i++) {
      Matcher reference = REFERENCE.matcher(text);
      if (!reference.matches()) {
        break;
      }
      here = nested;
      for (String key : reference.group(1).split("\\.", -1)) {
        here = here instanceof Map<?, ?> map ? map.get(key) : null;
      }
    }
    return here;
  }

  private static String renamed(String name) {
    return RENAMED.getOrDefault(name, name);
  }

  private static void add(Map<String, Object> values, Object section, String variant) {
    if (!(section instanceof Map<?, ?> settings)) {
      return;
    }
    settings.forEach(
        (key, value) -> {
          String name = renamed(String.valueOf(key));
          if (value instanceof Map<?, ?> stack
              && (name.equals("encoder") || name.equals("decoder"))) {
            stack.forEach((inner, number) -> values.put(name + "_" + inner, number));
          } else if (!name.startsWith("_") && (value != null || !values.containsKey(name))) {
            values.put(name, value);
          }
        });
    if (variant != null && settings.get("_name") != null && values.get(variant) == null) {
      values.put(variant, settings.get("_name"));
    }
  }

  /** A text, or null where it is not set. */
  String text(String name) {
    Object value = values.get(name);
    return value == null ? null : value.toString();
  }

  /** A number; {@code otherwise} where it is not set. */
  double number(String name, double otherwise) {
    Object value = first(values.get(name));
    if (value == null) {
      return otherwise;
    }
    return parse(name, value, Double::valueOf);
  }

  /** A whole number; {@code otherwise} where it is not set. */
  int integer(String name, int otherwise) {
    Object value = first(values.get(name));
    return value == null ? otherwise : parse(name, value, text -> Math.toIntExact(longOf(text)));
  }

  /** A whole number that must be set. */
  int integer(String name) {
    if (first(values.get(name)) == null) {
      throw new InputException(
          "its settings lack '%s'; is it a model of translation?".formatted(name));
    }
    return integer(name, 0);
  }

  private static long longOf(String text) {
    return new java.math.BigDecimal(text).longValueExact();
  }

  /** A switch, off where it is not set. */
  boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  /** Numbers of a list, of one number, or of a text such as {@code (0.9, 0.98)}. */
  List<Double> numbers(String name) {
    List<Double> numbers = new ArrayList<>();
    Object value = values.get(name);
    if (value instanceof List<?> list) {
      list.forEach(item -> numbers.add(parse(name, item, Double::valueOf)));
    } else if (value != null) {
      for (String item : value.toString().replaceAll("[()\\[\\]\\s]", "").split(",", -1)) {
        numbers.add(parse(name, item, Double::valueOf));
      }
    }
    return numbers;
  }

  private static Object first(Object value) {
    return value instanceof List<?> list ? (list.isEmpty() ? null : list.get(0)) : value;
  }

  private static <T> T parse(String name, Object value, Function<String, T> parser) {
    try {
      return parser.apply(String.valueOf(value));
    } catch (NumberFormatException | ArithmeticException e) {
      throw new InputException(
          "its setting '%s' is '%s', which is not a number in its range".formatted(name, value), e);
    }
  }
}

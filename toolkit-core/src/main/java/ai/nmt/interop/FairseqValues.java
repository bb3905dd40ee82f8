package ai.nmt.interop;

import ai.nmt.io.InputException;
import ai.nmt.pickle.PythonObject;
import ai.nmt.pickle.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings as plain maps, lists, texts, numbers and truth values. */
final class FairseqValues {
  /** Settings are nested a few levels; a file that goes on has something in mind. */
  private static final int DEEPEST = 50;

  private FairseqValues() {}

  /**
   * The plain value: of objects the attributes, of OmegaConf's containers and nodes the content, of
   * enumerations the value. What has no plain value (a tensor, a class) becomes null.
   */
  static Object plain(Object value) {
    return plain(value, 0);
  }

  private static Object plain(Object value, int depth) {
    if (depth > DEEPEST) {
      throw new InputException("its settings are nested more than " + DEEPEST + " levels deep");
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, item) -> copy.put(String.valueOf(key), plain(item, depth + 1)));
      return copy;
    }
    if (value instanceof Tuple tuple) {
      return plain(tuple.items(), depth);
    }
    if (value instanceof Iterable<?> items) {
      List<Object> copy = new ArrayList<>();
      items.forEach(item -> copy.add(plain(item, depth + 1)));
      return copy;
    }
    if (value instanceof PythonObject object) {
      return plain(content(object), depth + 1);
    }
    boolean simple = value instanceof String || value instanceof Number || value instanceof Boolean;
    return simple ? value : null;
  }

  private static Object content(PythonObject object) {
    Map<Object, Object> attributes = object.attributes();
    if (object.type().module().startsWith("omegaconf.")) {
      return attributes.containsKey("_content")
          ? attributes.get("_content")
          : attributes.get("_val");
    }
    boolean choice = attributes.isEmpty() && !object.arguments().items().isEmpty();
    return choice ? object.arguments().items().get(0) : attributes;
  }
}

package ai.nmt.interop;

import ai.nmt.checkpoint.Checkpoint;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sections of a checkpoint as plain values, whole numbers kept apart from others. */
final class JsonFields {
  private JsonFields() {}

  /** A section as nested maps and lists; empty where the checkpoint lacks it. */
  static Map<String, Object> section(Checkpoint checkpoint, String name) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (checkpoint.hasSection(name)) {
      checkpoint
          .section(name, JsonObject.class)
          .entrySet()
          .forEach(entry -> fields.put(entry.getKey(), value(entry.getValue())));
    }
    return fields;
  }

  /** The value at a path of names; null where there is none. */
  static Object at(Object root, String... path) {
    Object value = root;
    for (String name : path) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return value;
  }

  private static Object value(JsonElement element) {
    if (element instanceof JsonObject object) {
      Map<String, Object> map = new LinkedHashMap<>();
      object.entrySet().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
      return map;
    }
    if (element instanceof JsonArray array) {
      List<Object> list = new ArrayList<>();
      array.forEach(item -> list.add(value(item)));
      return list;
    }
    return element instanceof JsonPrimitive primitive ? scalar(primitive) : null;
  }

  private static Object scalar(JsonPrimitive primitive) {
    if (primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    if (!primitive.isNumber()) {
      return primitive.getAsString();
    }
    String text = primitive.getAsString();
    if (text.matches("-?\\d{1,18}")) {
      return Long.parseLong(text);
    }
    return primitive.getAsDouble();
  }
}

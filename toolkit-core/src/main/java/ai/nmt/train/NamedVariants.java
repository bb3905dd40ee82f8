package ai.nmt.train;

import com.google.gson.JsonDeserializationContext;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Function;

/**
 * JSON for settings that are one of several records: the record's fields and its name.
 *
 * @param <T> what the records have in common
 */
abstract class NamedVariants<T> implements JsonSerializer<T>, JsonDeserializer<T> {
  private static final String NAME = "name";

  private final String what;
  private final Map<String, Class<? extends T>> types;
  private final Function<T, String> nameOf;

  /**
   * Makes the conversion.
   *
   * @param what what is converted, for messages
   * @param types name to record
   * @param nameOf the name of a record
   */
  NamedVariants(String what, Map<String, Class<? extends T>> types, Function<T, String> nameOf) {
    this.what = what;
    this.types = types;
    this.nameOf = nameOf;
  }

  @Override
  public JsonElement serialize(T value, Type type, JsonSerializationContext context) {
    JsonObject object = context.serialize(value, value.getClass()).getAsJsonObject();
    object.addProperty(NAME, nameOf.apply(value));
    return object;
  }

  @Override
  public T deserialize(JsonElement json, Type type, JsonDeserializationContext context) {
    JsonElement name = json.isJsonObject() ? json.getAsJsonObject().get(NAME) : null;
    Class<? extends T> found =
        name instanceof JsonPrimitive text ? types.get(text.getAsString()) : null;
    if (found == null) {
      throw new JsonParseException(
          "%s is %s; expected an object whose name is one of %s"
              .formatted(what, json, types.keySet()));
    }
    return context.deserialize(json, found);
  }
}

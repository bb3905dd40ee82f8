package ai.nmt.checkpoint;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads configuration records that were written before they had all of their settings: a number or
 * switch that is missing has the value that the record's {@code defaults()} gives it, not Java's
 * zero, which may be out of its range or mean something else.
 *
 * <p>Missing objects stay null, because null is written by leaving it out.
 */
final class DefaultedRecords implements TypeAdapterFactory {
  private static final String DEFAULTS = "defaults";

  @Override
  public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    Class<? super T> raw = type.getRawType();
    if (!raw.isRecord()) {
      return null;
    }
    Optional<Method> defaults =
        Stream.of(raw.getMethods())
            .filter(method -> method.getName().equals(DEFAULTS) && method.getParameterCount() == 0)
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .filter(method -> method.getReturnType() == raw)
            .findFirst();
    return defaults
        .map(method -> new Completing<>(gson, gson.getDelegateAdapter(this, type), method))
        .orElse(null);
  }

  /** Adds what is missing before a record is made. */
  private static final class Completing<T> extends TypeAdapter<T> {
    private final Gson gson;
    private final TypeAdapter<T> record;
    private final Method defaults;

    Completing(Gson gson, TypeAdapter<T> record, Method defaults) {
      this.gson = gson;
      this.record = record;
      this.defaults = defaults;
    }

    @Override
    public void write(JsonWriter writer, T value) throws IOException {
      record.write(writer, value);
    }

    @Override
    public T read(JsonReader reader) throws IOException {
      JsonElement element = gson.getAdapter(JsonElement.class).read(reader);
      if (element.isJsonObject()) {
        complete(element.getAsJsonObject());
      }
      // As text: a tree has no way to say that NaN and infinity are welcome.
      JsonReader completed = new JsonReader(new StringReader(element.toString()));
      completed.setStrictness(Strictness.LENIENT);
      return record.read(completed);
    }

    private void complete(JsonObject object) {
      try {
        for (RecordComponent component : defaults.getReturnType().getRecordComponents()) {
          if (component.getType().isPrimitive() && !object.has(component.getName())) {
            Object value = component.getAccessor().invoke(defaults.invoke(null));
            object.add(component.getName(), gson.toJsonTree(value));
          }
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the defaults of a public record can be called", e);
      }
    }
  }
}

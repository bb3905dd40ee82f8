package ai.nmt.jbleu;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a score was computed, as sacreBLEU writes it: {@code key:value} pairs with {@code |} between
 * them.
 *
 * @param fields the pairs in order
 */
public record Signature(List<Field> fields) {

  /**
   * A pair.
   *
   * @param key its key in the long form, for example {@code case}
   * @param abbreviation its key in the short form, for example {@code c}
   * @param value its value, for example {@code mixed}
   */
  public record Field(String key, String abbreviation, String value) {}

  /** Makes the list unmodifiable. */
  public Signature {
    fields = List.copyOf(fields);
  }

  /** A signature of keys, abbreviations and values that take turns. */
  static Signature of(String... parts) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < parts.length; i += 3) {
      fields.add(new Field(parts[i], parts[i + 1], parts[i + 2]));
    }
    return new Signature(fields);
  }

  /**
   * Names the program that computed the score.
   *
   * @param version its name and version
   * @return this signature with {@code version} at its end
   */
  public Signature withVersion(String version) {
    List<Field> extended = new ArrayList<>(fields);
    extended.add(new Field("version", "v", version));
    return new Signature(extended);
  }

  /**
   * Names how often segments were drawn.
   *
   * @param method {@code bs} (bootstrap) or {@code ar} (approximate randomization)
   * @param samples number of resamples or trials
   * @param seed the random numbers' seed
   * @return this signature with both behind the number of references
   */
  public Signature withResampling(String method, int samples, long seed) {
    List<Field> extended = new ArrayList<>(fields);
    extended.add(1, new Field(method, method, String.valueOf(samples)));
    extended.add(2, new Field("seed", "rs", String.valueOf(seed)));
    return new Signature(extended);
  }

  /**
   * The long form.
   *
   * @return for example {@code nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp}
   */
  @Override
  public String toString() {
    return join(Field::key);
  }

  /**
   * The short form ({@code --short}).
   *
   * @return for example {@code #:1|c:mixed|e:no|tok:13a|s:exp}
   */
  public String toShortString() {
    return join(Field::abbreviation);
  }

  private String join(Function<Field, String> key) {
    return fields.stream()
        .map(field -> key.apply(field) + ":" + field.value())
        .collect(Collectors.joining("|"));
  }
}

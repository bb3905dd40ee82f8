package ai.nmt.run.training;

import ai.nmt.io.InputException;
import ai.nmt.search.LengthLimits;
import ai.nmt.search.LengthPenalty;
import ai.nmt.search.SearchOptions;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;

/** The JSON objects that fairseq's flags of evaluation take. */
public final class EvaluationArguments {
  private static final List<String> SEARCH =
      List.of("beam", "lenpen", "max_len_a", "max_len_b", "min_len", "unkpen", "unnormalized");

  /** What fairseq's Moses detokenizer is given; only the language matters when words are joined. */
  private static final List<String> MOSES =
      List.of("target_lang", "source_lang", "moses_no_dash_splits", "moses_no_escape");

  private EvaluationArguments() {}

  /**
   * The search that {@code --eval-bleu-args} describes.
   *
   * @param json for example <code>{"beam": 4, "max_len_a": 1.2, "max_len_b": 10}</code>
   * @return the defaults with these changes
   * @throws InputException where it is no JSON object, or has a name or value that is not known
   */
  public static SearchOptions search(String json) {
    String flag = "--eval-bleu-args";
    JsonObject object = parse(flag, json, SEARCH);
    SearchOptions defaults = SearchOptions.defaults();
    LengthLimits limits = defaults.limits();
    try {
      boolean unnormalized =
          object.has("unnormalized") && object.get("unnormalized").getAsBoolean();
      return new SearchOptions(
          (int) number(object, "beam", defaults.beam()),
          new LengthLimits(
              (int) number(object, "min_len", limits.minimum()),
              number(object, "max_len_a", limits.perSourceToken()),
              (int) number(object, "max_len_b", limits.constant())),
          unnormalized
              ? LengthPenalty.none()
              : new LengthPenalty(number(object, "lenpen", defaults.penalty().exponent())),
          number(object, "unkpen", defaults.unknownPenalty()));
    } catch (UnsupportedOperationException | IllegalStateException | NumberFormatException e) {
      throw new InputException("%s %s has a value that is no number".formatted(flag, json), e);
    }
  }

  /**
   * The language in {@code --eval-bleu-detok-args}.
   *
   * @param json for example <code>{"target_lang": "de"}</code>
   * @return the language; null where there is none
   * @throws InputException where it is no JSON object, or has a name that is not known
   */
  public static String detokenizerLanguage(String json) {
    JsonElement language = parse("--eval-bleu-detok-args", json, MOSES).get("target_lang");
    return language == null ? null : language.getAsString();
  }

  private static JsonObject parse(String flag, String json, List<String> known) {
    JsonElement parsed;
    try {
      parsed = JsonParser.parseString(json);
    } catch (JsonParseException e) {
      throw new InputException(mistake(flag, json, known), e);
    }
    if (!parsed.isJsonObject()) {
      throw new InputException(mistake(flag, json, known));
    }
    for (String name : parsed.getAsJsonObject().keySet()) {
      if (!known.contains(name)) {
        throw new InputException(
            "%s has the name %s; expected some of %s".formatted(flag, name, known));
      }
    }
    return parsed.getAsJsonObject();
  }

  private static String mistake(String flag, String json, List<String> known) {
    return "%s is %s; expected a JSON object with some of %s".formatted(flag, json, known);
  }

  private static double number(JsonObject object, String name, double absent) {
    return object.has(name) ? object.get(name).getAsDouble() : absent;
  }
}

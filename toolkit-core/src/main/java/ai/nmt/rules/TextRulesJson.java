package ai.nmt.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.io.InputException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@link TextRules} as JSON: fields named after the flags, the subword model included, and a
 * fingerprint of all of it.
 */
public final class TextRulesJson {
  private static final int FORMAT = 1;
  private static final String FORMAT_FIELD = "format";
  private static final String FINGERPRINT = "fingerprint";
  private static final String ISO_CODES = "iso_codes";
  private static final String MOSES = "moses";
  private static final String NONE = "none";

  private TextRulesJson() {}

  /**
   * Writes rules.
   *
   * @param rules the rules
   * @return an object that {@link #read} understands
   */
  public static JsonObject write(TextRules rules) {
    JsonObject json = new JsonObject();
    json.addProperty(FORMAT_FIELD, FORMAT);
    JsonObject isoCodes = new JsonObject();
    rules.isoCodes().forEach(isoCodes::addProperty);
    json.add(ISO_CODES, isoCodes);
    json.addProperty("normalize_punctuation", rules.normalizePunctuation());
    json.addProperty("remove_non_printing_char", rules.removeNonPrinting());
    if (rules.tokenization() instanceof Tokenization.Moses moses) {
      json.addProperty("tokenizer", MOSES);
      json.addProperty("moses_no_dash_splits", !moses.dashSplits());
      json.addProperty("moses_no_escape", !moses.escape());
    } else {
      json.addProperty("tokenizer", NONE);
    }
    json.addProperty("lowercase", rules.lowercase());
    SegmentationJson.write(rules.subwords(), json);
    json.addProperty(FINGERPRINT, fingerprint(json));
    return json;
  }

  /**
   * What tells rules apart.
   *
   * @param rules the rules
   * @return SHA-256 in hexadecimal; equal for equal rules
   */
  public static String fingerprint(TextRules rules) {
    return write(rules).get(FINGERPRINT).getAsString();
  }

  /**
   * Reads rules.
   *
   * @param json what {@link #write} made
   * @param where what error messages call it
   * @return the rules
   * @throws InputException if it is damaged, was changed or comes from a later version
   */
  public static TextRules read(JsonObject json, String where) {
    try {
      int format = field(json, FORMAT_FIELD).getAsInt();
      if (format != FORMAT) {
        throw new InputException(
            "the text rules in %s have format %d; this version knows %d, use a later one"
                .formatted(where, format, FORMAT));
      }
      TextRules rules =
          new TextRules(
              isoCodes(json),
              field(json, "normalize_punctuation").getAsBoolean(),
              field(json, "remove_non_printing_char").getAsBoolean(),
              tokenization(json),
              field(json, "lowercase").getAsBoolean(),
              SegmentationJson.read(json, where));
      if (fingerprint(rules).equals(string(json, FINGERPRINT))) {
        return rules;
      }
    } catch (JsonParseException | IllegalArgumentException e) {
      // A field is missing, or holds what it never does.
      throw damaged(where, e);
    }
    throw damaged(where, null);
  }

  private static InputException damaged(String where, Exception cause) {
    return new InputException(
        "the text rules in "
            + where
            + " are damaged, or were changed by hand: their fingerprint is not that of their"
            + " content; run preprocess again",
        cause);
  }

  private static Tokenization tokenization(JsonObject json) {
    return switch (string(json, "tokenizer")) {
      case MOSES ->
          new Tokenization.Moses(
              !field(json, "moses_no_dash_splits").getAsBoolean(),
              !field(json, "moses_no_escape").getAsBoolean());
      case NONE -> new Tokenization.None();
      default -> throw new IllegalArgumentException("unknown tokenizer");
    };
  }

  private static String string(JsonObject json, String field) {
    return field(json, field).getAsString();
  }

  private static JsonPrimitive field(JsonObject json, String name) {
    if (json.get(name) instanceof JsonPrimitive value) {
      return value;
    }
    throw new JsonParseException("there is no field " + name);
  }

  private static Map<String, String> isoCodes(JsonObject json) {
    if (!(json.get(ISO_CODES) instanceof JsonObject languages)) {
      throw new JsonParseException("there is no field " + ISO_CODES);
    }
    Map<String, String> codes = new TreeMap<>();
    languages.keySet().forEach(language -> codes.put(language, string(languages, language)));
    return codes;
  }

  /** SHA-256 of the fields in their order. */
  private static String fingerprint(JsonObject json) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      json.entrySet().stream()
          .map(field -> field.getKey() + "=" + field.getValue() + "\n")
          .forEach(line -> digest.update(line.getBytes(UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

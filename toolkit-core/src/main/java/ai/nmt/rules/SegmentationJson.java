package ai.nmt.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.sentencepiece.SentencePieceModel;
import ai.nmt.subword.BpeCodes;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@link Segmentation} as fields of JSON, its model included. */
final class SegmentationJson {
  private static final String NAME = "bpe";
  private static final String NONE = "none";
  private static final String SUBWORD_NMT = "subword_nmt";
  private static final String SEPARATOR = "bpe_separator";
  private static final String CODES = "bpe_codes";
  private static final String VOCABULARIES = "bpe_vocabularies";
  private static final String GLOSSARIES = "bpe_glossaries";
  private static final String SENTENCEPIECE = "sentencepiece";
  private static final String MODEL = "sentencepiece_model";

  private SegmentationJson() {}

  /** Adds the fields of a segmentation. */
  static void write(Segmentation subwords, JsonObject json) {
    if (subwords instanceof Segmentation.BytePairs pairs) {
      json.addProperty(NAME, SUBWORD_NMT);
      json.addProperty(SEPARATOR, pairs.separator());
      json.addProperty(CODES, text(pairs.codes()));
      JsonObject vocabularies = new JsonObject();
      pairs
          .vocabularies()
          .forEach((language, units) -> vocabularies.add(language, array(sorted(units))));
      json.add(VOCABULARIES, vocabularies);
      json.add(GLOSSARIES, array(pairs.glossaries()));
    } else if (subwords instanceof Segmentation.SentencePieces pieces) {
      json.addProperty(NAME, SENTENCEPIECE);
      json.addProperty(MODEL, Base64.getEncoder().encodeToString(pieces.model().bytes()));
    } else {
      json.addProperty(NAME, NONE);
    }
  }

  /**
   * Reads the fields.
   *
   * @throws JsonParseException if one is missing
   * @throws IllegalArgumentException if one holds what it never does
   */
  static Segmentation read(JsonObject json, String where) {
    return switch (string(json, NAME)) {
      case SUBWORD_NMT ->
          new Segmentation.BytePairs(
              BpeCodes.parse(lines(string(json, CODES)), "the BPE codes in " + where),
              string(json, SEPARATOR),
              vocabularies(json),
              strings(json, GLOSSARIES));
      case SENTENCEPIECE ->
          new Segmentation.SentencePieces(
              SentencePieceModel.of(
                  Base64.getDecoder().decode(string(json, MODEL)), "the model in " + where));
      case NONE -> new Segmentation.None();
      default -> throw new IllegalArgumentException("unknown subword model");
    };
  }

  private static Map<String, Set<String>> vocabularies(JsonObject json) {
    if (!(json.get(VOCABULARIES) instanceof JsonObject languages)) {
      throw new JsonParseException("there is no field " + VOCABULARIES);
    }
    Map<String, Set<String>> vocabularies = new TreeMap<>();
    languages
        .keySet()
        .forEach(
            language ->
                vocabularies.put(language, new LinkedHashSet<>(strings(languages, language))));
    return vocabularies;
  }

  private static List<String> strings(JsonObject json, String field) {
    if (!(json.get(field) instanceof JsonArray array)) {
      throw new JsonParseException("there is no field " + field);
    }
    List<String> strings = new ArrayList<>();
    for (JsonElement element : array) {
      strings.add(element.getAsString());
    }
    return strings;
  }

  private static JsonArray array(Iterable<String> strings) {
    JsonArray array = new JsonArray();
    strings.forEach(array::add);
    return array;
  }

  private static List<String> sorted(Set<String> units) {
    return units.stream().sorted().toList();
  }

  private static String string(JsonObject json, String field) {
    if (json.get(field) instanceof JsonPrimitive value) {
      return value.getAsString();
    }
    throw new JsonParseException("there is no field " + field);
  }

  /** The lines of a text of whole lines. */
  private static List<String> lines(String text) {
    return text.isEmpty()
        ? List.of()
        : List.of(text.substring(0, text.length() - 1).split("\n", -1));
  }

  private static String text(BpeCodes codes) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      codes.write(output);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return output.toString(UTF_8);
  }
}

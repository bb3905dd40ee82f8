package ai.nmt.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.io.AtomicFile;
import ai.nmt.io.InputException;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The text rules of a folder of binarised data: {@value #NAME} beside the dictionaries. */
public final class TextRulesFile {
  /** The file's name. */
  public static final String NAME = "text-rules.json";

  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  private TextRulesFile() {}

  /**
   * The file of a folder.
   *
   * @param folder folder of binarised data
   * @return its path
   */
  public static Path in(Path folder) {
    return folder.resolve(NAME);
  }

  /**
   * Writes rules, atomically.
   *
   * @param folder folder of binarised data
   * @param rules the rules
   * @throws InputException if the file cannot be written
   */
  public static void save(Path folder, TextRules rules) {
    String json = GSON.toJson(TextRulesJson.write(rules)) + "\n";
    AtomicFile.write(in(folder), output -> output.write(json.getBytes(UTF_8)));
  }

  /**
   * Reads rules.
   *
   * @param folder folder of binarised data
   * @return its rules; empty if its text was prepared before
   * @throws InputException if the file is damaged
   */
  public static Optional<TextRules> load(Path folder) {
    Path file = in(folder);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonElement json = JsonParser.parseString(Files.readString(file, UTF_8));
      if (json.isJsonObject()) {
        return Optional.of(TextRulesJson.read(json.getAsJsonObject(), file.toString()));
      }
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    } catch (JsonParseException e) {
      throw notRules(file, e);
    }
    throw notRules(file, null);
  }

  private static InputException notRules(Path file, Exception cause) {
    return new InputException(
        file + " is not a file of text rules: it holds no JSON object; run preprocess again",
        cause);
  }
}

package ai.nmt.run.training;

import ai.nmt.report.HistoryEvent;
import ai.nmt.report.HistoryEvent.Kind;
import ai.nmt.report.RunHistory;
import ai.nmt.report.Sample;
import ai.nmt.rules.Segmentation.SentencePieces;
import ai.nmt.rules.TextRules;
import ai.nmt.rules.TextRulesJson;
import ai.nmt.run.StoredRules;
import ai.nmt.translate.SubwordJoiner;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Translations of a training's model as text for readers. */
public final class ReportSamples {
  /** With which SentencePiece's words begin. */
  private static final String WORD = "\u2581";

  private final Optional<TextRules> rules;
  private final JsonObject model;
  private final SubwordJoiner joiner;

  private ReportSamples(Optional<TextRules> rules, JsonObject model, SubwordJoiner joiner) {
    this.rules = rules;
    this.model = model;
    this.joiner = joiner;
  }

  /**
   * Reads what {@code generate} printed. Sources and references, which it prints as the model sees
   * them, become plain text by the text rules of the training; hypotheses are so already.
   *
   * @param file its output
   * @param history of the training, which holds the rules; where it has none, words stay as they
   *     are
   * @param joiner joins subwords first
   * @return the sentences
   * @throws ai.nmt.io.InputException where the file or the rules cannot be read
   */
  public static List<Sample> read(Path file, RunHistory history, SubwordJoiner joiner) {
    List<HistoryEvent> runs = history.of(Kind.RUN);
    JsonObject sections = runs.isEmpty() ? new JsonObject() : runs.get(runs.size() - 1).sections();
    JsonObject model = sections.get("model") instanceof JsonObject found ? found : new JsonObject();
    ReportSamples samples = new ReportSamples(rules(sections), model, joiner);
    UnaryOperator<String> source = samples.plainText("sourceLanguage");
    UnaryOperator<String> target = samples.plainText("targetLanguage");
    return Sample.read(file).stream()
        .map(
            sample ->
                new Sample(
                    source.apply(sample.source()),
                    sample.reference() == null ? null : target.apply(sample.reference()),
                    joiner.join(sample.hypothesis())))
        .toList();
  }

  private static Optional<TextRules> rules(JsonObject sections) {
    return sections.get(StoredRules.SECTION) instanceof JsonObject rules
        ? Optional.of(TextRulesJson.read(rules, RunHistory.FILE_NAME))
        : Optional.empty();
  }

  private UnaryOperator<String> plainText(String language) {
    JsonElement name = model.get(language);
    if (rules.isEmpty() || name == null) {
      return joiner::join;
    }
    UnaryOperator<String> plain = rules.get().plainText(name.getAsString());
    boolean pieces = rules.get().subwords() instanceof SentencePieces;
    // generate --remove-bpe has joined the pieces: joining them again would join the words.
    return text -> {
      String joined = joiner.join(text);
      return pieces && !joined.contains(WORD) ? joined : plain.apply(joined);
    };
  }
}

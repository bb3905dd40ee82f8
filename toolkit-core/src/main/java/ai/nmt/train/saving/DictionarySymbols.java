package ai.nmt.train.saving;

import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.io.Counted;
import ai.nmt.io.InputException;
import ai.nmt.vocab.Dictionary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The symbols that a model's rows belong to, as checkpoints keep them: with them an error can say
 * which ones differ.
 *
 * @param source symbols of the source dictionary, by id
 * @param target symbols of the target dictionary, by id
 */
public record DictionarySymbols(List<String> source, List<String> target) {
  /** Name of the section in a checkpoint. */
  public static final String SECTION = "dictionaries";

  /** Symbols of a kind that a message names. */
  private static final int SHOWN = 5;

  /**
   * Lists the symbols of two dictionaries.
   *
   * @param source the source dictionary
   * @param target the target dictionary
   * @return their symbols
   */
  public static DictionarySymbols of(Dictionary source, Dictionary target) {
    return new DictionarySymbols(symbols(source), symbols(target));
  }

  private static List<String> symbols(Dictionary dictionary) {
    List<String> symbols = new ArrayList<>(dictionary.size());
    for (int id = 0; id < dictionary.size(); id++) {
      symbols.add(dictionary.symbol(id));
    }
    return List.copyOf(symbols);
  }

  /**
   * Checks that a checkpoint's symbols are those at hand; one that lists none is not checked here.
   *
   * @param checkpoint an open checkpoint
   * @param source the source dictionary at hand
   * @param target the target dictionary at hand
   * @throws InputException where they differ, naming the first symbols that do
   */
  public static void requireSame(Checkpoint checkpoint, Dictionary source, Dictionary target) {
    if (!checkpoint.hasSection(SECTION)) {
      return;
    }
    DictionarySymbols trained = checkpoint.section(SECTION, DictionarySymbols.class);
    String problems =
        difference("source", trained.source(), symbols(source))
            + difference("target", trained.target(), symbols(target));
    if (!problems.isEmpty()) {
      throw new InputException(
          "the dictionaries of the data are not those of the model in %s:%s%nBinarise the data with its dictionaries (preprocess --srcdict, --tgtdict), or use the data folder of its training"
              .formatted(checkpoint.path(), problems));
    }
  }

  private static String difference(String side, List<String> trained, List<String> here) {
    if (trained.equals(here)) {
      return "";
    }
    List<String> facts = new ArrayList<>();
    facts.add(
        "%s in the data, %,d in the model"
            .formatted(Counted.of(here.size(), "symbol"), trained.size()));
    addMissing(facts, "only in the data", here, trained);
    addMissing(facts, "only in the model", trained, here);
    if (facts.size() == 1) {
      int id = 0;
      while (trained.get(id).equals(here.get(id))) {
        id++;
      }
      facts.add(
          "the order differs, first at id %d: '%s' in the data, '%s' in the model"
              .formatted(id, here.get(id), trained.get(id)));
    }
    return "%n  %s: %s".formatted(side, String.join("; ", facts));
  }

  private static void addMissing(
      List<String> facts, String where, List<String> these, List<String> others) {
    Set<String> known = new HashSet<>(others);
    List<String> missing = these.stream().filter(symbol -> !known.contains(symbol)).toList();
    if (!missing.isEmpty()) {
      facts.add(
          "%s (%,d): '%s'%s"
              .formatted(
                  where,
                  missing.size(),
                  String.join("', '", missing.subList(0, Math.min(SHOWN, missing.size()))),
                  missing.size() > SHOWN ? ", ..." : ""));
    }
  }
}

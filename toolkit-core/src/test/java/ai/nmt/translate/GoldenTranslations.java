package ai.nmt.translate;

import ai.nmt.search.Hypothesis;
import ai.nmt.vocab.Dictionary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads back what fairseq's generate printed, without {@code --remove-bpe}. */
final class GoldenTranslations {
  private GoldenTranslations() {}

  /** Lines of a file of the golden folder. */
  static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }

  /** The translations that lines describe, in their order. */
  static List<Translation> parse(List<String> lines, Dictionary source, Dictionary target) {
    List<Translation> translations = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      long id = line.charAt(1) == '-' ? Long.parseLong(fields[0].substring(2)) : -1;
      switch (line.charAt(0)) {
        case 'S' ->
            translations.add(
                new Translation(id, source.encode(fields[1]), new int[0], new ArrayList<>()));
        case 'T' -> {
          Translation last = translations.remove(translations.size() - 1);
          int[] reference = target.encode(fields[1].replace("<<unk>>", "<unk>"));
          translations.add(new Translation(id, last.source(), reference, last.hypotheses()));
        }
        case 'H' -> {
          int[] tokens = target.encode(fields[2]);
          float score = (float) Double.parseDouble(fields[1]);
          hypotheses(translations).add(new Hypothesis(tokens, new float[tokens.length], score));
        }
        case 'P' -> {
          List<Hypothesis> hypotheses = hypotheses(translations);
          Hypothesis last = hypotheses.remove(hypotheses.size() - 1);
          double[] scores =
              Arrays.stream(fields[1].split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
          float[] tokenScores = new float[scores.length];
          for (int i = 0; i < scores.length; i++) {
            tokenScores[i] = (float) scores[i];
          }
          hypotheses.add(new Hypothesis(last.tokens(), tokenScores, last.score()));
        }
        default -> {
          // the report at the end
        }
      }
    }
    return translations;
  }

  private static List<Hypothesis> hypotheses(List<Translation> translations) {
    return translations.get(translations.size() - 1).hypotheses();
  }
}

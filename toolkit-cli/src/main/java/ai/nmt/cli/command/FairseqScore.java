package ai.nmt.cli.command;

import ai.nmt.cli.option.FairseqScoreOptions;
import ai.nmt.jbleu.FairseqBleu;
import ai.nmt.jbleu.Segment;
import ai.nmt.vocab.Dictionary;
import ai.nmt.vocab.WhitespaceTokenizer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What fairseq-score prints: BLEU of words between white space, of one system. */
final class FairseqScore {
  private final FairseqScoreOptions options;

  /** Numbers of the words that were seen; as in fairseq, texts may name its special symbols. */
  private final Map<String, Integer> ids =
      new HashMap<>(
          Map.of(
              "<s>",
              Dictionary.BOS,
              "<pad>",
              Dictionary.PAD,
              "</s>",
              Dictionary.EOS,
              Dictionary.UNK_SYMBOL,
              Dictionary.UNK));

  FairseqScore(FairseqScoreOptions options) {
    this.options = options;
  }

  /** Reads all segments and hands on the lines of the result. */
  void print(Iterator<Segment> segments, Consumer<String> out) {
    int order = options.order();
    FairseqBleu corpus = new FairseqBleu(Dictionary.PAD, Dictionary.EOS, Dictionary.UNK);
    for (int line = 0; segments.hasNext(); line++) {
      Segment segment = segments.next();
      int[] reference = encode(segment.references().get(0));
      int[] hypothesis = encode(segment.hypotheses().get(0));
      if (options.sentences()) {
        FairseqBleu bleu = FairseqBleu.smoothed(Dictionary.PAD, Dictionary.EOS, Dictionary.UNK);
        bleu.add(reference, hypothesis);
        out.accept(line + " " + bleu.toString(order));
      } else {
        corpus.add(reference, hypothesis);
      }
    }
    if (!options.sentences()) {
      out.accept(corpus.toString(order));
    }
  }

  private int[] encode(String line) {
    String cased = options.ignoreCase() ? line.toLowerCase(Locale.ROOT) : line;
    return IntStream.concat(
            WhitespaceTokenizer.split(cased).stream()
                .mapToInt(word -> ids.computeIfAbsent(word, unseen -> ids.size())),
            IntStream.of(Dictionary.EOS))
        .toArray();
  }
}

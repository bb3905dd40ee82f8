package ai.nmt.run.translation;

import ai.nmt.jbleu.FairseqBleu;
import ai.nmt.translate.SubwordJoiner;
import ai.nmt.translate.Translation;
import ai.nmt.translate.TranslationLines;
import ai.nmt.vocab.Dictionary;
import java.util.Optional;

/**
 * fairseq's BLEU of best hypotheses against references: over the model's tokens, or over words
 * where subwords are joined.
 */
final class ReferenceBleu {
  private final FairseqBleu bleu = new FairseqBleu(Dictionary.PAD, Dictionary.EOS, Dictionary.UNK);
  private final TranslationLines lines;
  private final GrowingVocabulary words;
  private final boolean joined;
  private boolean hasReferences;

  ReferenceBleu(Dictionary target, TranslationLines lines, SubwordJoiner joiner) {
    this.lines = lines;
    this.words = new GrowingVocabulary(target);
    this.joined = !(joiner instanceof SubwordJoiner.None);
  }

  /** Adds a sentence; one without reference or without hypothesis does not count. */
  void add(Translation translation) {
    if (!translation.hasTarget() || translation.hypotheses().isEmpty()) {
      return;
    }
    hasReferences = true;
    if (joined) {
      String best = lines.hypothesisText(translation.hypotheses().get(0));
      bleu.add(words.encode(lines.targetText(translation)), words.encode(best));
    } else {
      bleu.add(translation.target(), translation.hypotheses().get(0).tokens());
    }
  }

  /** The score so far; empty where there was no reference. */
  Optional<String> result() {
    return hasReferences ? Optional.of(bleu.toString()) : Optional.empty();
  }
}

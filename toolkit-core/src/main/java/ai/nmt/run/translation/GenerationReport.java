package ai.nmt.run.translation;

import ai.nmt.io.Counted;
import java.util.Locale;
import java.util.Optional;

/**
 * What a generation did.
 *
 * @param sentences sentences translated
 * @param skipped sentences left out because they are too long
 * @param tokens tokens of all best hypotheses, {@code </s>} included
 * @param seconds time that it took, without loading the model
 * @param bleu fairseq's BLEU of the best hypotheses, for example {@code BLEU4 = 12.34, ...}; empty
 *     where there are no references
 * @param plainTextBleu sacreBLEU's BLEU of plain text, for example {@code 12.34 45.6/...}; empty
 *     where there are no references, or the model's text rules are not known
 */
public record GenerationReport(
    int sentences,
    int skipped,
    long tokens,
    double seconds,
    Optional<String> bleu,
    Optional<String> plainTextBleu) {
  /**
   * Throughput in one line.
   *
   * @return for example {@code Translated 40 sentences (1,024 tokens) in 2.1 s (19.0 sentences/s,
   *     487.6 tokens/s)}
   */
  public String throughput() {
    double time = Math.max(seconds, 1e-9);
    return String.format(
        Locale.ROOT,
        "Translated %s (%s) in %.1f s (%.2f sentences/s, %.2f tokens/s)",
        Counted.of(sentences, "sentence"),
        Counted.of(tokens, "token"),
        seconds,
        sentences / time,
        tokens / time);
  }
}

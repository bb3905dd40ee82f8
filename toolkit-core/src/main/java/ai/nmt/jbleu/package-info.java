/**
 * BLEU (Papineni et al. 2002), twice: as sacreBLEU computes it over detokenised text, comparable
 * between papers, and as fairseq computes it over the tokens of its output.
 *
 * <pre>{@code
 * Bleu bleu = new Bleu(BleuConfig.defaults());
 * BleuScore score = bleu.corpus(hypotheses, List.of(references));
 * System.out.println("BLEU|" + bleu.signature(List.of(references)) + " = " + score.format(1));
 * }</pre>
 *
 * A text goes through {@link ai.nmt.jbleu.BleuTokenizer}, whose words are counted as {@link
 * ai.nmt.jbleu.BleuStatistics} (matching and total n-grams up to 4, lengths); statistics of
 * segments add up, and {@link ai.nmt.jbleu.BleuScore} is computed of their sum. {@link
 * ai.nmt.jbleu.FairseqBleu} does the same over token ids.
 */
package ai.nmt.jbleu;

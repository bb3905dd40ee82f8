/**
 * Metrics of translations against references: BLEU (Papineni et al. 2002), chrF and chrF++ (Popović
 * 2015, 2017) and TER (Snover et al. 2006) as sacreBLEU computes them over detokenised text,
 * comparable between papers; and BLEU as fairseq computes it over the tokens of its output.
 *
 * <pre>{@code
 * List<String> hypotheses = List.of("The cat sat on the mat.", "Good morning!");
 * List<String> references = List.of("The cat is on the mat.", "Good morning!");
 *
 * Bleu bleu = new Bleu(BleuConfig.defaults());
 * BleuScore corpus = bleu.corpusScore(hypotheses, List.of(references));
 * System.out.println(bleu.signature(List.of(references)) + " = " + corpus.format(1));
 * System.out.println(corpus.brevityPenalty() + " " + corpus.precisions());
 *
 * Chrf chrf = new Chrf(ChrfConfig.plusPlus());
 * ChrfScore sentence = chrf.sentenceScore(hypotheses.get(0), List.of(references.get(0)));
 * }</pre>
 *
 * <p>Scores of single sentences by BLEU take {@link ai.nmt.jbleu.BleuConfig#forSentences()}. Each
 * {@link ai.nmt.jbleu.Metric} sums up a segment in a row of statistics; rows add up, and a score is
 * computed of their sum. {@link ai.nmt.jbleu.Bootstrap} draws rows to tell how sure a score is,
 * {@link ai.nmt.jbleu.PairedTest} to tell whether two systems differ by more than chance:
 *
 * <pre>{@code
 * List<double[]> rows = bleu.statistics(hypotheses, List.of(references));
 * ConfidenceInterval interval = Bootstrap.defaults().interval(bleu, rows);
 * }</pre>
 *
 * <p>{@link ai.nmt.jbleu.CorpusStatistics} does the same for several metrics and systems at once,
 * over segments that are read one by one, in memory that does not grow with the corpus. {@link
 * ai.nmt.jbleu.FairseqBleu} counts token ids.
 */
package ai.nmt.jbleu;

/**
 * Metrics of translations against references: BLEU (Papineni et al. 2002), chrF and chrF++ (Popović
 * 2015, 2017) and TER (Snover et al. 2006) as sacreBLEU computes them over detokenised text,
 * comparable between papers; and BLEU as fairseq computes it over the tokens of its output.
 *
 * <pre>{@code
 * Metric metric = new Chrf(ChrfConfig.plusPlus());
 * Score score = metric.corpusScore(hypotheses, List.of(references));
 * System.out.println(
 *     metric.name() + "|" + metric.signature(List.of(references)) + " = " + score.format(1));
 * Score first = metric.sentenceScore(hypotheses.get(0), List.of(references.get(0)));
 * }</pre>
 *
 * <p>Each {@link ai.nmt.jbleu.Metric} sums up a segment in a row of statistics; rows add up, and a
 * score is computed of their sum. {@link ai.nmt.jbleu.Bootstrap} draws rows to tell how sure a
 * score is, {@link ai.nmt.jbleu.PairedTest} to tell whether two systems differ by more than chance:
 *
 * <pre>{@code
 * List<double[]> rows = metric.statistics(hypotheses, List.of(references));
 * ConfidenceInterval interval = Bootstrap.defaults().interval(metric, rows);
 * }</pre>
 *
 * {@link ai.nmt.jbleu.FairseqBleu} counts token ids.
 */
package ai.nmt.jbleu;

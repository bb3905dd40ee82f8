package ai.nmt.jbleu;

/**
 * A chrF or chrF++ score.
 *
 * @param score the F-score, in percent from 0 to 100
 */
public record ChrfScore(double score) implements Score {}

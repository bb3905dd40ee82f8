/**
 * What becomes of fairseq's flags: the table flags.tsv and its rows.
 *
 * <p>{@link ai.nmt.cli.FairseqArguments} answers command lines by it, and docs/fairseq-flags.md is
 * made of it. To offer a flag of fairseq's, give a command the option and make its row {@code
 * same}.
 */
package ai.nmt.cli.fairseq;

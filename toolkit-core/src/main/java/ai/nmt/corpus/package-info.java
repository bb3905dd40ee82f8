/**
 * Binarised text: sentences as ids in files that may be larger than memory, in fairseq's formats.
 *
 * <p>A {@link ai.nmt.corpus.Binarizer} turns a text file into a pair of files {@code PREFIX.bin}
 * (ids) and {@code PREFIX.idx} (lengths and positions), or a {@link ai.nmt.corpus.SpooledText},
 * whose symbols were counted before their dictionary was known; {@link ai.nmt.corpus.TokenDatasets}
 * opens such a pair, also in fairseq's older format, as a {@link ai.nmt.corpus.TokenDataset}. Two
 * of them with as many sentences, source and target, are a {@link ai.nmt.corpus.ParallelCorpus}:
 *
 * <pre>{@code
 * Path folder = DataFolders.parse("data-bin").forEpoch(1);
 * LanguagePair languages = ParallelCorpora.languages(folder);
 * Dictionary source = ParallelCorpora.dictionary(folder, languages.source());
 * Dictionary target = ParallelCorpora.dictionary(folder, languages.target());
 * try (ParallelCorpus train = ParallelCorpora.open(folder, "train", languages, source, target)) {
 *   int[] first = train.source().get(0); // ends in </s>
 * }
 * }</pre>
 *
 * <p>Nothing is loaded. Lengths are read through a mapping of the index, which suits whoever goes
 * through all of them; a sentence is read by calls, which suits whoever wants sentences from all
 * over the file.
 */
package ai.nmt.corpus;

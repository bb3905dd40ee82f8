package ai.nmt.corpus;

import ai.nmt.io.BlockPipeline;
import ai.nmt.io.LineBlock;
import ai.nmt.io.PreparedText;
import ai.nmt.vocab.Dictionary;
import ai.nmt.vocab.SymbolReader;
import ai.nmt.vocab.SymbolTable;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Turns text into a data set of ids: one sentence a line, split at white space, {@code </s>} added.
 *
 * <p>What is done to a line before it is split is a function that comes with the text.
 *
 * <p>The files do not depend on the number of workers.
 */
public final class Binarizer {
  /** Guess of how long a symbol is, the white space behind it included. */
  private static final int BYTES_OF_A_SYMBOL = 4;

  private final Dictionary dictionary;
  private final SymbolTable table;
  private final ElementType type;
  private final BlockPipeline pipeline;

  /**
   * Makes a binariser.
   *
   * @param dictionary of the text's language
   * @param pipeline workers; stays open
   */
  public Binarizer(Dictionary dictionary, BlockPipeline pipeline) {
    this.dictionary = dictionary;
    this.table = dictionary.table();
    this.type = ElementType.forVocabulary(dictionary.size());
    this.pipeline = pipeline;
  }

  /** Some sentences in the form of the {@code .bin} file. */
  private record Encoded(SentenceEncoder sentences, int textBytes) {}

  /**
   * Binarises a file.
   *
   * @param text file with its preparation; an empty line becomes a sentence of {@code </s>} alone
   * @param prefix where {@code .bin} and {@code .idx} are to appear, both complete or none
   * @param progress told how many bytes of text were done, again and again
   * @return what was written
   * @throws ai.nmt.io.InputException if the text cannot be read or is not valid UTF-8, or the files
   *     cannot be written
   */
  public BinarizationReport binarize(PreparedText text, Path prefix, LongConsumer progress) {
    return write(
        text.file(),
        prefix,
        progress,
        consumer -> pipeline.run(text.file(), text.ends(), block -> encode(text, block), consumer));
  }

  /**
   * Binarises a text whose symbols were counted before.
   *
   * @param text the text
   * @param prefix where {@code .bin} and {@code .idx} are to appear, both complete or none
   * @param progress told how many bytes of text were done, again and again
   * @return what was written
   * @throws ai.nmt.io.InputException if the files cannot be written
   */
  public BinarizationReport binarize(SpooledText text, Path prefix, LongConsumer progress) {
    int[] ids = text.symbols().ids(dictionary);
    text.rewind();
    return write(
        text.text(),
        prefix,
        progress,
        consumer -> pipeline.run(text::next, block -> encode(block, ids), consumer));
  }

  private BinarizationReport write(
      Path text, Path prefix, LongConsumer progress, Consumer<Consumer<Encoded>> blocks) {
    long[] totals = new long[3];
    try (MMapDatasetWriter writer = MMapDatasetWriter.create(prefix, type)) {
      blocks.accept(
          encoded -> {
            SentenceEncoder sentences = encoded.sentences;
            int[] lengths = sentences.lengths();
            writer.append(sentences.bytes(), sentences.byteCount(), lengths);
            totals[0] += lengths.length;
            totals[1] += sentences.byteCount() / type.bytes();
            totals[2] += sentences.replaced();
            progress.accept(encoded.textBytes);
          });
      writer.commit();
    }
    return new BinarizationReport(text, totals[0], totals[1], totals[2]);
  }

  private Encoded encode(PreparedText text, LineBlock block) {
    SentenceEncoder sentences =
        new SentenceEncoder(table, type, block.byteCount() / BYTES_OF_A_SYMBOL);
    SymbolReader.read(text, block, sentences);
    return new Encoded(sentences, block.byteCount());
  }

  private Encoded encode(SpooledText.Block block, int[] ids) {
    int tokens = IntStream.of(block.lengths()).sum();
    SentenceEncoder sentences = new SentenceEncoder(table, type, tokens + block.lengths().length);
    int token = 0;
    for (int length : block.lengths()) {
      for (int end = token + length; token < end; token++) {
        sentences.id(ids[block.symbol(token)]);
      }
      sentences.endOfLine();
    }
    return new Encoded(sentences, block.textBytes());
  }
}

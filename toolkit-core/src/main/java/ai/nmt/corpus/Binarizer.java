package ai.nmt.corpus;

import ai.nmt.io.BlockPipeline;
import ai.nmt.io.LineBlock;
import ai.nmt.io.PreparedText;
import ai.nmt.vocab.Dictionary;
import ai.nmt.vocab.WhitespaceTokenizer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Turns text into a data set of ids: one sentence a line, split at white space, {@code </s>} added.
 *
 * <p>What is done to a line before it is split is a function that comes with the text.
 *
 * <p>The files do not depend on the number of workers.
 */
public final class Binarizer {
  private final Dictionary dictionary;
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
    this.type = ElementType.forVocabulary(dictionary.size());
    this.pipeline = pipeline;
  }

  /** Some sentences in the form of the {@code .bin} file. */
  private static final class Encoded {
    private final byte[] ids;
    private final int[] lengths;
    private final long replaced;
    private final int textBytes;

    private Encoded(byte[] ids, int[] lengths, long replaced, int textBytes) {
      this.ids = ids;
      this.lengths = lengths;
      this.replaced = replaced;
      this.textBytes = textBytes;
    }
  }

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
    long[] totals = new long[3];
    try (MMapDatasetWriter writer = MMapDatasetWriter.create(prefix, type)) {
      pipeline.run(
          text.file(),
          text.ends(),
          block -> encode(text, block),
          encoded -> {
            writer.append(encoded.ids, encoded.ids.length, encoded.lengths);
            totals[0] += encoded.lengths.length;
            totals[1] += encoded.ids.length / type.bytes();
            totals[2] += encoded.replaced;
            progress.accept(encoded.textBytes);
          });
      writer.commit();
    }
    return new BinarizationReport(text.file(), totals[0], totals[1], totals[2]);
  }

  private Encoded encode(PreparedText text, LineBlock block) {
    List<List<String>> sentences = new ArrayList<>();
    text.forEachLine(block, line -> sentences.add(WhitespaceTokenizer.split(line)));
    int tokens = sentences.stream().mapToInt(sentence -> sentence.size() + 1).sum();
    ByteBuffer ids =
        ByteBuffer.wrap(new byte[tokens * type.bytes()]).order(ByteOrder.LITTLE_ENDIAN);
    int[] lengths = new int[sentences.size()];
    long replaced = 0;
    for (int i = 0; i < lengths.length; i++) {
      for (String token : sentences.get(i)) {
        int id = dictionary.id(token);
        if (id == Dictionary.UNK && !token.equals(Dictionary.UNK_SYMBOL)) {
          replaced++;
        }
        type.write(ids, id);
      }
      type.write(ids, Dictionary.EOS);
      lengths[i] = sentences.get(i).size() + 1;
    }
    return new Encoded(ids.array(), lengths, replaced, block.byteCount());
  }
}

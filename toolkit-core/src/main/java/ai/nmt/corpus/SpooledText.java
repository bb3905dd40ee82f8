package ai.nmt.corpus;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import ai.nmt.io.BlockPipeline;
import ai.nmt.io.InputException;
import ai.nmt.io.LineBlock;
import ai.nmt.io.PreparedText;
import ai.nmt.vocab.BlockSymbols;
import ai.nmt.vocab.DictionaryBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * A text whose symbols were counted, in the form of their numbers, so that it need not be prepared
 * again once the dictionary is known.
 *
 * <p>It lies in a temporary file that the operating system deletes with the process, whatever ends
 * it. For each block of text the file has a header of five ints (bytes of text, symbols S, lines L,
 * tokens N, bytes of a token W), then S ints: numbers of the symbols in the {@link
 * DictionaryBuilder}; L ints: tokens of each line; N tokens of W = 2 or 4 bytes: indices of the
 * block's symbols. Everything is little-endian. Memory holds a few blocks.
 */
public final class SpooledText implements AutoCloseable {
  private static final int HEADER_INTS = 5;
  private static final int SYMBOLS_IN_TWO_BYTES = 1 << 16;

  private final Path text;
  private final Path file;
  private final FileChannel channel;
  private final DictionaryBuilder symbols;

  private SpooledText(Path text, Path file, FileChannel channel, DictionaryBuilder symbols) {
    this.text = text;
    this.file = file;
    this.channel = channel;
    this.symbols = symbols;
  }

  /** A block of the text. */
  static final class Block {
    private final int textBytes;
    private final int[] symbols;
    private final int[] lengths;
    private final ByteBuffer tokens;
    private final boolean wide;

    private Block(int textBytes, int[] symbols, int[] lengths, ByteBuffer tokens, boolean wide) {
      this.textBytes = textBytes;
      this.symbols = symbols;
      this.lengths = lengths;
      this.tokens = tokens;
      this.wide = wide;
    }

    /** The block's length before it was prepared. */
    int textBytes() {
      return textBytes;
    }

    /** The number of tokens of each line. */
    int[] lengths() {
      return lengths;
    }

    /** The number of the symbol at a position, counted over all lines. */
    int symbol(int position) {
      int index =
          wide
              ? tokens.getInt(Integer.BYTES * position)
              : Short.toUnsignedInt(tokens.getShort(Short.BYTES * position));
      return symbols[index];
    }
  }

  /**
   * Counts the symbols of a text and spools it.
   *
   * @param text file with its preparation
   * @param symbols counts them; may know symbols of other texts
   * @param prefix where the binarised text is to appear, which names the temporary file
   * @param pipeline workers; stays open
   * @param progress told how many bytes of text were done, again and again
   * @return the text, to be closed
   * @throws InputException if the text cannot be read or is not valid UTF-8, or the temporary file
   *     cannot be written
   * @throws java.io.UncheckedIOException if the disk is full
   */
  public static SpooledText count(
      PreparedText text,
      DictionaryBuilder symbols,
      Path prefix,
      BlockPipeline pipeline,
      LongConsumer progress) {
    Path file = prefix.resolveSibling("." + prefix.getFileName() + ".spool.tmp");
    SpooledText spool = new SpooledText(text.file(), file, open(file), symbols);
    try {
      pipeline.run(
          text.file(),
          text.ends(),
          block -> encode(BlockSymbols.of(text, block), block),
          encoded -> {
            spool.append(encoded);
            progress.accept(encoded.sizes[0]);
          });
      return spool;
    } catch (RuntimeException | Error e) {
      spool.close();
      throw e;
    }
  }

  private static FileChannel open(Path file) {
    try {
      return FileChannel.open(file, CREATE, TRUNCATE_EXISTING, READ, WRITE, DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw InputException.cannotWrite(file, e);
    }
  }

  /** What a worker makes of a block: everything but the numbers of its symbols. */
  private static final class Encoded {
    private final DictionaryBuilder counts;
    private final int[] sizes;
    private final ByteBuffer rest;

    private Encoded(DictionaryBuilder counts, int[] sizes, ByteBuffer rest) {
      this.counts = counts;
      this.sizes = sizes;
      this.rest = rest;
    }
  }

  private static Encoded encode(BlockSymbols symbols, LineBlock block) {
    int[] tokens = symbols.numbers();
    int[] lengths = symbols.lengths();
    int width = symbols.counts().size() > SYMBOLS_IN_TWO_BYTES ? Integer.BYTES : Short.BYTES;
    ByteBuffer rest =
        littleEndian(
            Math.addExact(
                Integer.BYTES * lengths.length, Math.multiplyExact(width, tokens.length)));
    rest.asIntBuffer().put(lengths);
    rest.position(Integer.BYTES * lengths.length);
    for (int token : tokens) {
      if (width == Short.BYTES) {
        rest.putShort((short) token);
      } else {
        rest.putInt(token);
      }
    }
    int[] sizes = {
      block.byteCount(), symbols.counts().size(), lengths.length, tokens.length, width
    };
    return new Encoded(symbols.counts(), sizes, rest.flip());
  }

  private void append(Encoded encoded) {
    int[] numbers = symbols.add(encoded.counts);
    ByteBuffer start = littleEndian(Integer.BYTES * (HEADER_INTS + numbers.length));
    start.asIntBuffer().put(encoded.sizes).put(numbers);
    try {
      write(start);
      write(encoded.rest);
    } catch (IOException e) {
      throw InputException.cannotWrite(file, e);
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** The file that was counted. */
  Path text() {
    return text;
  }

  /** The numbers of all its symbols. */
  DictionaryBuilder symbols() {
    return symbols;
  }

  /** Goes to the first block. */
  void rewind() {
    try {
      channel.position(0);
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    }
  }

  /** The next block; null behind the last one. */
  Block next() {
    try {
      if (channel.position() == channel.size()) {
        return null;
      }
      ByteBuffer header = read(Integer.BYTES * HEADER_INTS);
      int textBytes = header.getInt();
      int[] numbers = new int[header.getInt()];
      int[] lengths = new int[header.getInt()];
      int tokens = header.getInt();
      int width = header.getInt();
      read(Integer.BYTES * numbers.length).asIntBuffer().get(numbers);
      read(Integer.BYTES * lengths.length).asIntBuffer().get(lengths);
      return new Block(textBytes, numbers, lengths, read(width * tokens), width == Integer.BYTES);
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    }
  }

  private ByteBuffer read(int count) throws IOException {
    ByteBuffer bytes = littleEndian(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new IOException("the temporary file ends too early; was it changed?");
      }
    }
    return bytes.flip();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Deletes the temporary file. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw InputException.cannotWrite(file, e);
    }
  }
}

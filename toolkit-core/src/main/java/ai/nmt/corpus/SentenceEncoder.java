package ai.nmt.corpus;

import ai.nmt.vocab.Dictionary;
import ai.nmt.vocab.SymbolTable;
import ai.nmt.vocab.SymbolVisitor;
import java.util.Arrays;

/** Makes sentences in the form of the {@code .bin} file of symbols or their ids. */
final class SentenceEncoder implements SymbolVisitor {
  private final SymbolTable dictionary;
  private final boolean wide;
  private byte[] ids;
  private int[] lengths = new int[1 << 8];
  private int size;
  private int sentences;
  private int sentenceStart;
  private long replaced;

  /**
   * Makes an encoder.
   *
   * @param dictionary ids of symbols
   * @param type how an id is stored: in 2 or 4 bytes
   * @param expectedTokens about how many there will be
   */
  SentenceEncoder(SymbolTable dictionary, ElementType type, int expectedTokens) {
    this.dictionary = dictionary;
    this.wide = type.bytes() == Integer.BYTES;
    this.ids = new byte[type.bytes() * (expectedTokens + 16)];
  }

  @Override
  public void symbol(byte[] text, int from, int to, int hash) {
    id(dictionary.find(text, from, to, hash));
  }

  /** Adds an id; {@link SymbolTable#ABSENT} for a symbol that the dictionary does not have. */
  void id(int id) {
    if (id == SymbolTable.ABSENT) {
      replaced++;
      put(Dictionary.UNK);
    } else {
      put(id);
    }
  }

  /** Ends the sentence. */
  @Override
  public void endOfLine() {
    put(Dictionary.EOS);
    if (sentences == lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * sentences);
    }
    lengths[sentences++] = (size - sentenceStart) / (wide ? Integer.BYTES : Short.BYTES);
    sentenceStart = size;
  }

  private void put(int id) {
    if (size + Integer.BYTES > ids.length) {
      ids = Arrays.copyOf(ids, Math.max(2 * ids.length, 1 << 10));
    }
    ids[size++] = (byte) id;
    ids[size++] = (byte) (id >> 8);
    if (wide) {
      ids[size++] = (byte) (id >> 16);
      ids[size++] = (byte) (id >> 24);
    }
  }

  /** All sentences, little-endian, in the first {@link #byteCount} bytes. */
  byte[] bytes() {
    return ids;
  }

  int byteCount() {
    return size;
  }

  /** The number of ids of each sentence. */
  int[] lengths() {
    return Arrays.copyOf(lengths, sentences);
  }

  /** How many ids stand for symbols that the dictionary does not have. */
  long replaced() {
    return replaced;
  }
}

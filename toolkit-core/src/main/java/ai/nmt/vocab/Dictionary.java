package ai.nmt.vocab;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.io.AtomicFile;
import ai.nmt.io.InputException;
import ai.nmt.io.Utf8Lines;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The symbols of a language and their ids, as in fairseq's {@code dict.LANG.txt}.
 *
 * <p>Ids 0 to 3 are the special symbols, which the file does not list. Immutable.
 */
public final class Dictionary {
  /** Id of the beginning of a sentence, {@code <s>}. */
  public static final int BOS = 0;

  /** Id that fills up a batch, {@code <pad>}. */
  public static final int PAD = 1;

  /** Id of the end of a sentence, {@code </s>}. */
  public static final int EOS = 2;

  /** Id of every symbol that the dictionary does not have, {@code <unk>}. */
  public static final int UNK = 3;

  /** Text of {@link #UNK}. */
  public static final String UNK_SYMBOL = "<unk>";

  /** The special symbols, in the order of their ids. */
  static final List<String> SPECIAL_SYMBOLS = List.of("<s>", "<pad>", "</s>", UNK_SYMBOL);

  private final List<String> symbols;
  private final long[] counts;
  private final Map<String, Integer> ids;

  /** Symbols but the first four special ones, and their counts; of equal ones the last is found. */
  Dictionary(List<String> ordinary, long[] ordinaryCounts) {
    int special = SPECIAL_SYMBOLS.size();
    List<String> all = new ArrayList<>(special + ordinary.size());
    all.addAll(SPECIAL_SYMBOLS);
    all.addAll(ordinary);
    symbols = List.copyOf(all);
    counts = new long[symbols.size()];
    System.arraycopy(ordinaryCounts, 0, counts, special, ordinary.size());
    ids = new HashMap<>(2 * symbols.size());
    for (int id = 0; id < symbols.size(); id++) {
      ids.put(symbols.get(id), id);
    }
  }

  /**
   * Reads a dictionary.
   *
   * @param file lines of a symbol, a space and its count; a symbol that comes again, or a special
   *     one, has a second id where its line ends with {@code #fairseq:overwrite}, by which it is
   *     found from then on
   * @return the dictionary
   * @throws InputException if the file cannot be read, a line has another form, or a symbol comes
   *     again without that mark
   */
  public static Dictionary load(Path file) {
    List<DictionaryEntry> entries = new ArrayList<>();
    Map<String, Long> firstLines = new HashMap<>();
    SPECIAL_SYMBOLS.forEach(symbol -> firstLines.put(symbol, 0L));
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      while (lines.hasNext()) {
        String line = lines.next();
        String where = file + ", line " + lines.lineNumber() + ": ";
        DictionaryEntry entry = DictionaryEntry.parse(line, where);
        Long first = firstLines.putIfAbsent(entry.symbol(), lines.lineNumber());
        if (first != null && !entry.overwrites()) {
          throw repeated(entry.symbol(), first, where);
        }
        entries.add(entry);
      }
    }
    return new Dictionary(
        entries.stream().map(DictionaryEntry::symbol).toList(),
        entries.stream().mapToLong(DictionaryEntry::count).toArray());
  }

  private static InputException repeated(String symbol, long firstLine, String where) {
    return new InputException(
        where
            + "the symbol \""
            + symbol
            + "\" "
            + (firstLine == 0
                ? "is a special one, which every dictionary has without listing it"
                : "is already on line " + firstLine)
            + "; if a model was trained with this dictionary, the line has an id that must stay:"
            + " end it with \""
            + DictionaryEntry.OVERWRITE
            + "\", and the symbol has this line's id");
  }

  /**
   * Writes the dictionary, atomically; reading it back gives an equal one.
   *
   * @param file where to
   * @throws InputException if it cannot be written
   */
  public void save(Path file) {
    AtomicFile.write(
        file,
        output -> {
          Set<String> known = new HashSet<>(SPECIAL_SYMBOLS);
          for (int id = SPECIAL_SYMBOLS.size(); id < size(); id++) {
            String symbol = symbols.get(id);
            DictionaryEntry entry = new DictionaryEntry(symbol, counts[id], !known.add(symbol));
            output.write((entry + "\n").getBytes(UTF_8));
          }
        });
  }

  /**
   * The number of ids, V.
   *
   * @return special and padding symbols included
   */
  public int size() {
    return symbols.size();
  }

  /**
   * The text of an id.
   *
   * @param id 0 to {@link #size()} - 1
   * @return its symbol
   */
  public String symbol(int id) {
    return symbols.get(id);
  }

  /**
   * The id of a symbol.
   *
   * @param symbol any text
   * @return its id, {@link #UNK} if the dictionary does not have it
   */
  public int id(String symbol) {
    return ids.getOrDefault(symbol, UNK);
  }

  /**
   * The symbols for looking them up in the bytes of a text.
   *
   * @return table in which the number of a symbol is its id
   */
  public SymbolTable table() {
    SymbolTable table = new SymbolTable(size());
    symbols.forEach(table::append);
    return table;
  }

  /**
   * How often a symbol was seen in the training text.
   *
   * @param id 0 to {@link #size()} - 1
   * @return its count; 0 for special and padding symbols, below 0 only where a file says so
   */
  public long count(int id) {
    return counts[id];
  }

  /**
   * The ids of a line, split at white space.
   *
   * @param line prepared text
   * @return one id per symbol and {@link #EOS}
   */
  public int[] encode(String line) {
    List<String> tokens = WhitespaceTokenizer.split(line);
    int[] encoded = new int[tokens.size() + 1];
    for (int i = 0; i < tokens.size(); i++) {
      encoded[i] = id(tokens.get(i));
    }
    encoded[tokens.size()] = EOS;
    return encoded;
  }

  /**
   * The line of ids, {@code <unk>} for unknown symbols.
   *
   * @param encoded ids; those of {@code <s>} and {@code </s>} are left out
   * @return symbols with a space between them
   */
  public String decode(int[] encoded) {
    return decode(encoded, UNK_SYMBOL);
  }

  /**
   * The line of ids.
   *
   * @param encoded ids; those of {@code <s>} and {@code </s>} are left out
   * @param unknown what to put for {@link #UNK}; fairseq writes {@code <<unk>>} into references, so
   *     that no hypothesis matches there
   * @return symbols with a space between them
   */
  public String decode(int[] encoded, String unknown) {
    StringJoiner line = new StringJoiner(" ");
    for (int id : encoded) {
      if (id == UNK) {
        line.add(unknown);
      } else if (id != BOS && id != EOS) {
        line.add(symbols.get(id));
      }
    }
    return line.toString();
  }

  /**
   * What tells dictionaries apart: two with the same fingerprint give every symbol the same id.
   *
   * @return SHA-256 of the symbols in order, in hexadecimal; counts do not matter
   */
  public String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String symbol : symbols) {
        digest.update(symbol.getBytes(UTF_8));
        digest.update((byte) '\n');
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

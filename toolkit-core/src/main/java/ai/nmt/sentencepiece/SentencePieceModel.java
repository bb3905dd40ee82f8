package ai.nmt.sentencepiece;

import ai.djl.engine.EngineException;
import ai.djl.sentencepiece.SpProcessor;
import ai.djl.sentencepiece.SpTokenizer;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import ai.nmt.io.InputException;
import ai.nmt.io.UnpackedLibraries;
import ai.nmt.io.UnpackedLibraries.Library;
import ai.nmt.subword.SubwordModel;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A trained SentencePiece model: text to pieces or ids, and back.
 *
 * <p>May be shared by threads until it is closed. Lone surrogates, which UTF-8 does not have, are
 * read as question marks. A model that nobody refers to any more is freed with it, so that records
 * may hold models; {@link #close} frees it at once.
 */
public final class SentencePieceModel implements SubwordModel, AutoCloseable {
  private static final String NAME = "sentencepiece";
  private static final Cleaner CLEANER = Cleaner.create();

  private final byte[] bytes;
  private final Cleaner.Cleanable cleanable;
  private final SpProcessor processor;
  private final PieceInventory inventory;

  private SentencePieceModel(byte[] bytes, SpTokenizer tokenizer, PieceInventory inventory) {
    this.bytes = bytes;
    this.cleanable = CLEANER.register(this, tokenizer::close);
    this.processor = tokenizer.getProcessor();
    this.inventory = inventory;
  }

  /**
   * Loads a model; the first call in a JVM also loads the native library.
   *
   * @param file a {@code .model} file, as {@code spm_train} writes it
   * @return the model
   * @throws InputException if the file cannot be read or is no model
   */
  public static SentencePieceModel load(Path file) {
    try {
      return of(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    }
  }

  /**
   * Loads a model from memory.
   *
   * @param file the bytes of a {@code .model} file
   * @param name what error messages call it
   * @return the model
   * @throws InputException if it is no model
   */
  public static SentencePieceModel of(byte[] file, String name) {
    // DJL would ask the network about the machine it runs on.
    System.setProperty("ai.djl.offline", "true");
    byte[] bytes = file.clone();
    try {
      PieceInventory inventory = new PieceInventory(bytes);
      return new SentencePieceModel(bytes, library().load(() -> new SpTokenizer(bytes)), inventory);
    } catch (IllegalArgumentException | EngineException e) {
      throw new InputException(
          name
              + " is no SentencePiece model ("
              + e.getMessage()
              + "); expected: the .model file that spm_train wrote",
          e);
    }
  }

  /** Where the binding unpacks its library; DJL's other libraries lie beside it. */
  private static UnpackedLibraries library() {
    Platform platform = Platform.detectPlatform(NAME);
    String file = System.mapLibraryName("sentencepiece_native");
    String packed = "/native/lib/%s/%s".formatted(platform.getClassifier(), file);
    URL resource = SpTokenizer.class.getResource(packed);
    if (resource == null) {
      throw new InputException(
          "SentencePiece models cannot be used on this machine: there is no library for "
              + platform.getClassifier());
    }
    Path folder = Utils.getEngineCacheDir(NAME).resolve(platform.getVersion());
    return new UnpackedLibraries(
        "SentencePiece", folder.toAbsolutePath(), List.of(Library.of(file, resource, true)));
  }

  /**
   * The model's file.
   *
   * @return its bytes, not to be changed
   */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Number of pieces.
   *
   * @return ids are 0 to below this number
   */
  public int size() {
    return inventory.size();
  }

  /**
   * The piece with an id.
   *
   * @param id 0 to below {@link #size}
   * @return the piece
   * @throws InputException if there is no such id
   */
  public String piece(int id) {
    if (id < 0 || id >= inventory.size()) {
      throw new InputException(
          "there is no piece with id "
              + id
              + "; the SentencePiece model has ids 0 to "
              + (inventory.size() - 1));
    }
    return inventory.piece(id);
  }

  /**
   * Cuts a line into pieces.
   *
   * @param line text
   * @return its pieces; a word's first one begins with U+2581
   */
  public List<String> pieces(String line) {
    return List.of(tokenize(line));
  }

  /**
   * Cuts a line into pieces.
   *
   * @param line text
   * @return the pieces' ids
   */
  public int[] ids(String line) {
    try {
      return processor.encode(line);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Makes text of pieces.
   *
   * @param pieces pieces; those the model does not know are copied
   * @return the text
   * @throws InputException if the model has rules for decoded text
   */
  public String text(List<String> pieces) {
    if (inventory.changesDecodedText()) {
      throw new InputException(
          "the SentencePiece model changes decoded text by rules of its own (spm_train"
              + " --denormalization_rule_tsv), which is not supported");
    }
    return PieceDecoder.decode(inventory, pieces);
  }

  /**
   * Makes text of ids.
   *
   * @param ids ids of pieces
   * @return the text; an unknown piece's id gives the model's mark for it, usually U+2047
   * @throws InputException if there is no such id
   */
  public String text(int[] ids) {
    List<String> pieces = new ArrayList<>(ids.length);
    for (int id : ids) {
      pieces.add(piece(id));
    }
    return text(pieces);
  }

  /**
   * Cuts a line into pieces.
   *
   * @param line text
   * @return pieces separated by single spaces
   */
  @Override
  public String apply(String line) {
    return String.join(" ", tokenize(line));
  }

  private String[] tokenize(String line) {
    try {
      return processor.tokenize(line);
    } finally {
      // Not to be freed while native code works with it.
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public String join(String units) {
    List<String> pieces = new ArrayList<>();
    for (String piece : units.split(" ", -1)) {
      if (!piece.isEmpty()) {
        pieces.add(piece);
      }
    }
    return text(pieces);
  }

  /** Frees the native model, which must not be used any more. */
  @Override
  public void close() {
    cleanable.clean();
  }
}

package ai.nmt.torchfile;

import ai.nmt.pickle.PickleClasses;
import ai.nmt.pickle.PickleInput;
import ai.nmt.pickle.Tuple;
import ai.nmt.pickle.Unpickler;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what torch wrote before 1.6: pickles of a magic number, a protocol number, the machine's
 * properties, the value and the storages' keys, then each storage as its length and its numbers.
 */
final class StreamContainer {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;

  private final FileBytes file;
  private final PickleInput input;
  private final PickleClasses classes;
  private final Map<String, TorchStorage> storages = new LinkedHashMap<>();

  private StreamContainer(FileBytes file, PickleInput input, PickleClasses classes) {
    this.file = file;
    this.input = input;
    this.classes = classes;
  }

  static TorchContainer read(FileBytes file, PickleInput input, PickleClasses classes)
      throws IOException {
    return new StreamContainer(file, input, classes).read();
  }

  private TorchContainer read() throws IOException {
    if (!MAGIC.equals(load())) {
      throw new IOException(
          "it is neither a zip archive nor a stream of torch.save; is it a checkpoint at all?");
    }
    if (!Long.valueOf(PROTOCOL).equals(load())) {
      throw new IOException("it is of an unknown version of torch.save's streams");
    }
    if (load() instanceof Map<?, ?> system && !Boolean.TRUE.equals(system.get("little_endian"))) {
      throw new IOException(
          "its numbers are not in little-endian order; save it on a little-endian machine");
    }
    Object root = new Unpickler(input, classes, this::storage).load();
    return new TorchContainer(root, places(load()));
  }

  private Object load() throws IOException {
    return new Unpickler(
            input,
            name -> null,
            id -> {
              throw new IOException("it is damaged: a storage where none can be");
            })
        .load();
  }

  private Object storage(Object id) throws IOException {
    if (id instanceof Tuple tuple && tuple.items().size() == 6 && tuple.items().get(5) != null) {
      throw new IOException(
          "it holds storages that are views of others, which torch wrote before 0.4 only;"
              + " load and save it with a newer torch");
    }
    TorchStorage storage = TorchClasses.storage(id);
    TorchStorage known = storages.putIfAbsent(storage.key(), storage);
    if (known != null && !known.equals(storage)) {
      throw new IOException("it is damaged: storage " + storage.key() + " has two sizes");
    }
    return storage;
  }

  private Map<TorchStorage, Long> places(Object keys) throws IOException {
    Map<TorchStorage, Long> places = new HashMap<>();
    long position = input.position();
    for (Object key : keys instanceof List<?> list ? list : List.of()) {
      TorchStorage storage = storages.get(String.valueOf(key));
      if (storage == null) {
        throw new IOException("it is damaged: nothing uses its storage " + key);
      }
      long elements = file.read(position, Long.BYTES).getLong();
      position += Long.BYTES;
      if (elements != storage.elements() || storage.bytes() > file.size() - position) {
        throw new IOException(
            "it is truncated or damaged: storage %s should have %,d numbers from byte %,d on"
                .formatted(key, storage.elements(), position));
      }
      places.put(storage, position);
      position += storage.bytes();
    }
    if (places.size() != storages.size() || position != file.size()) {
      throw new IOException(
          "it is truncated or damaged: %,d of %,d storages and %,d of %,d bytes are accounted for"
              .formatted(places.size(), storages.size(), position, file.size()));
    }
    return places;
  }
}

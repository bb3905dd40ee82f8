package ai.nmt.torchfile;

import ai.nmt.pickle.PickleClasses;
import ai.nmt.pickle.PickleInput;
import ai.nmt.pickle.Unpickler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads the zip archive of torch 1.6 and later: NAME/data.pkl, NAME/data/KEY, NAME/version. */
final class ZipContainer {
  static final String PICKLE = "data.pkl";
  static final String DATA = "data/";
  static final String VERSION = "version";
  static final String BYTE_ORDER = "byteorder";

  private final FileBytes file;
  private final Map<String, ZipParts.Part> parts;
  private final String folder;
  private final Map<TorchStorage, Long> places = new HashMap<>();

  private ZipContainer(FileBytes file, Map<String, ZipParts.Part> parts) throws IOException {
    this.file = file;
    this.parts = parts;
    this.folder = folder(parts);
  }

  static TorchContainer read(FileBytes file, PickleClasses classes) throws IOException {
    ZipContainer zip = new ZipContainer(file, new ZipParts(file).parts());
    zip.checkByteOrder();
    ZipParts.Part pickle = zip.part(PICKLE);
    if (pickle.size() > Integer.MAX_VALUE - 8) {
      throw new IOException(
          "its pickle has %,d bytes; at most 2 GiB are read".formatted(pickle.size()));
    }
    byte[] bytes = new byte[(int) pickle.size()];
    file.read(pickle.start(), bytes.length).get(bytes);
    PickleInput input = new PickleInput(new ByteArrayInputStream(bytes), bytes.length);
    Object root = new Unpickler(input, classes, zip::storage).load();
    if (input.position() != bytes.length) {
      throw new IOException("it is damaged: there is more after its pickle");
    }
    return new TorchContainer(root, zip.places);
  }

  private static String folder(Map<String, ZipParts.Part> parts) throws IOException {
    for (String name : parts.keySet()) {
      if (name.endsWith("/" + PICKLE) && name.indexOf('/') == name.length() - PICKLE.length() - 1) {
        return name.substring(0, name.length() - PICKLE.length());
      }
    }
    throw new IOException("it is a zip archive, but not one of torch.save: it has no data.pkl");
  }

  private ZipParts.Part part(String name) throws IOException {
    ZipParts.Part part = parts.get(folder + name);
    if (part == null) {
      throw new IOException("it is damaged: it has no part " + folder + name);
    }
    return part;
  }

  private void checkByteOrder() throws IOException {
    if (parts.containsKey(folder + "constants.pkl")) {
      throw new IOException("it is a TorchScript program, not a checkpoint");
    }
    if (parts.containsKey(folder + BYTE_ORDER)) {
      ZipParts.Part order = part(BYTE_ORDER);
      int size = (int) Math.min(order.size(), 16);
      ByteBuffer text = file.read(order.start(), size);
      if (!StandardCharsets.UTF_8.decode(text).toString().equals("little")) {
        throw new IOException(
            "its numbers are not in little-endian order; save it on a little-endian machine");
      }
    }
  }

  private Object storage(Object id) throws IOException {
    TorchStorage storage = TorchClasses.storage(id);
    ZipParts.Part part = part(DATA + storage.key());
    if (part.size() != storage.bytes()) {
      throw new IOException(
          "it is damaged: storage %s has %,d bytes, %,d are expected"
              .formatted(storage.key(), part.size(), storage.bytes()));
    }
    places.put(storage, part.start());
    return storage;
  }
}

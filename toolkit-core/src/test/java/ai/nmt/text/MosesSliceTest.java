package ai.nmt.text;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The first lines of golden/moses, which hold the tricky cases. */
class MosesSliceTest extends MosesContract {
  @Override
  Path folder() {
    try {
      return Path.of(MosesSliceTest.class.getResource("moses").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

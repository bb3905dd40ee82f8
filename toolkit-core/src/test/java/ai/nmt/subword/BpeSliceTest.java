package ai.nmt.subword;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The first lines of golden/bpe. */
class BpeSliceTest extends BpeApplyContract {
  @Override
  Path folder() {
    try {
      return Path.of(BpeSliceTest.class.getResource("bpe").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

package ai.nmt.text;

import ai.nmt.GoldenData;
import java.nio.file.Path;

/** All lines of golden/moses. */
class MosesGoldenTest extends MosesContract {
  @Override
  Path folder() {
    return GoldenData.golden("moses");
  }
}

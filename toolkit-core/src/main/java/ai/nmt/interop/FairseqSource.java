package ai.nmt.interop;

import java.util.List;
import java.util.Map;

/**
 * What only fairseq knows of a checkpoint: kept as the section {@value #SECTION}, so that it can be
 * written back.
 *
 * @param arguments fairseq's settings by name
 * @param unset settings that are None
 * @param names the model's entries in the order of the file, under the file's names
 * @param buffers entries that are no parameters: name to numbers
 */
record FairseqSource(
    Map<String, Object> arguments,
    List<String> unset,
    List<String> names,
    Map<String, List<Double>> buffers) {
  static final String SECTION = "fairseq";
}

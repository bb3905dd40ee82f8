/**
 * SentencePiece models (Kudo and Richardson, EMNLP 2018) through ai.djl.sentencepiece, which is the
 * original C++ library behind JNI.
 *
 * <pre>{@code
 * try (SentencePieceModel model = SentencePieceModel.load(Path.of("spm.model"))) {
 *   List<String> pieces = model.pieces("the river"); // ▁the ▁river
 *   int[] ids = model.ids("the river");
 *   model.text(pieces); // the river
 * }
 * }</pre>
 *
 * <p>The package stands apart from {@code ai.nmt.subword}, whose interface {@link
 * ai.nmt.subword.SubwordModel} it implements, so that the latter stays plain Java without native
 * code. The library is 1.5 MB, comes in the jar for Linux (x86-64, AArch64), macOS (AArch64) and
 * Windows (x86-64), and is unpacked at the first use into DJL's cache folder.
 *
 * <p>Two weaknesses of the binding are made good here: an id outside the vocabulary would end the
 * process, and decoding would damage characters outside the basic multilingual plane.
 */
package ai.nmt.sentencepiece;

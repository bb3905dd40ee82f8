/**
 * Event files that TensorBoard reads, without TensorFlow.
 *
 * <p>An event file is a sequence of records ({@code RecordFrame}: TFRecord's lengths and masked
 * CRC32C), each of which holds one protocol buffer message {@code tensorflow.Event}. Of its fields
 * a training needs four: the time, the step, the file's version, and a summary of named numbers; so
 * they are written by hand ({@code ProtoMessage}). {@link ai.nmt.tensorboard.EventFile} is the only
 * door:
 *
 * <pre>{@code
 * try (EventFile file = EventFile.create(Path.of("runs/train"), 1)) {
 *   file.scalars(100, Map.of("loss", 7.31, "lr", 5e-4));
 * }
 * }</pre>
 */
package ai.nmt.tensorboard;

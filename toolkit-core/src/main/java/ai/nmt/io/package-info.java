/**
 * Files as the toolkit reads and writes them.
 *
 * <ul>
 *   <li>{@link ai.nmt.io.Utf8Lines} reads text line by line in strict UTF-8; an invalid byte is
 *       reported with its file and line.
 *   <li>{@link ai.nmt.io.LineBlocks} cuts a text file into blocks of whole lines, and {@link
 *       ai.nmt.io.BlockPipeline} works on them with several threads and hands the results over in
 *       the file's order, so that the number of threads never changes an output.
 *   <li>{@link ai.nmt.io.MappedFile} reads numbers anywhere in a file of any size through memory
 *       mappings, and {@link ai.nmt.io.ScatteredReads} reads small parts from anywhere in a file
 *       that may be larger than memory.
 *   <li>{@link ai.nmt.io.AtomicFile} makes a file appear complete or not at all.
 *   <li>{@link ai.nmt.io.InputException} is the one exception for problems that a user can fix.
 * </ul>
 */
package ai.nmt.io;

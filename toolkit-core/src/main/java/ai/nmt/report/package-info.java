/**
 * What remains to be seen of a training: its history, a file of JSON lines beside the checkpoints
 * ({@link ai.nmt.report.HistoryFile} writes it, {@link ai.nmt.report.RunHistory} reads it), and a
 * page of HTML made of it ({@link ai.nmt.report.HtmlReport}), which needs nothing but a browser:
 * curves are SVG within the page, style and script are part of it.
 *
 * <p>The history survives what training survives. A line is written in one piece, so that a process
 * that is killed loses at most the line it was writing; and a training that goes on from a
 * checkpoint first cuts the lines of the updates that it makes again.
 */
package ai.nmt.report;

package ai.nmt.run.prepare;

import ai.nmt.io.BlockPipeline;
import ai.nmt.io.Counted;
import ai.nmt.io.DroppedLines;
import ai.nmt.io.InputException;
import ai.nmt.io.LineScan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the lines of all splits that cannot be used, before anything is written. */
final class TextScan {
  private final PreprocessConfig config;
  private final BlockPipeline pipeline;
  private final PreprocessListener listener;
  private final List<String> problems = new ArrayList<>();

  TextScan(PreprocessConfig config, BlockPipeline pipeline, PreprocessListener listener) {
    this.config = config;
    this.pipeline = pipeline;
    this.listener = listener;
  }

  /**
   * Scans the texts and reports what it finds.
   *
   * @return for each split the lines to leave out of both languages
   * @throws InputException if there are any and they are not to be skipped, or nothing is left
   */
  Map<String, DroppedLines> run() {
    Map<String, DroppedLines> dropped = new LinkedHashMap<>();
    if (!config.text().scanned()) {
      config.splits().keySet().forEach(split -> dropped.put(split, DroppedLines.none()));
      return dropped;
    }
    config.splits().forEach((split, prefix) -> dropped.put(split, scan(split, prefix)));
    if (!problems.isEmpty()) {
      throw new InputException(
          "there are lines that cannot be used:%n  %s%n"
                  .formatted(String.join(System.lineSeparator() + "  ", problems))
              + "correct them (iconv -t UTF-8 converts other encodings), or leave them and their"
              + " translations out with --on-error skip");
    }
    return dropped;
  }

  private DroppedLines scan(String split, Path prefix) {
    List<LineScan> scans =
        config.writtenLanguages().stream().map(language -> scan(split, prefix, language)).toList();
    List<String> findings = new ArrayList<>();
    scans.forEach(scan -> describe(scan, findings));
    long shorter = scans.stream().mapToLong(LineScan::lines).min().orElse(0);
    long longer = scans.stream().mapToLong(LineScan::lines).max().orElse(0);
    if (shorter < longer) {
      findings.add(
          "%s has %s, but %s has %,d; line n of one must be the translation of line n of the other"
              .formatted(
                  scans.get(0).file(),
                  Counted.of(scans.get(0).lines(), "line"),
                  scans.get(1).file(),
                  scans.get(1).lines()));
    }
    DroppedLines dropped =
        DroppedLines.of(scans.stream().flatMapToLong(LineScan::unusable), shorter);
    if (!findings.isEmpty() && !config.text().skips()) {
      problems.addAll(findings);
      return dropped;
    }
    report(split, shorter - dropped.count(), longer, findings);
    return dropped;
  }

  private void report(String split, long kept, long all, List<String> findings) {
    if (kept == 0) {
      throw new InputException(
          "no line of %s can be used, expected one sentence a line:%n  %s"
              .formatted(split, String.join(System.lineSeparator() + "  ", findings)));
    }
    if (!findings.isEmpty()) {
      listener.reported(
          "%s: %,d of %s left out"
              .formatted(split, all - kept, Counted.of(all, "line") + (all == 1 ? " is" : " are")));
      findings.forEach(listener::reported);
    }
  }

  private LineScan scan(String split, Path prefix, String language) {
    Path text = PreprocessConfig.text(prefix, language);
    listener.begun("check " + split + "." + language, Preprocess.length(text));
    LineScan scan =
        LineScan.of(
            text, config.text().ends(), config.text().longestLine(), pipeline, listener::advanced);
    listener.ended();
    return scan;
  }

  private void describe(LineScan scan, List<String> findings) {
    if (scan.lines() == 0) {
      findings.add(scan.file() + " is empty; expected one sentence a line");
    }
    if (!scan.invalid().isEmpty()) {
      findings.add(scan.file() + ": " + counted(scan.invalid()) + " not valid UTF-8");
    }
    if (!scan.tooLong().isEmpty()) {
      findings.add(
          "%s: %s longer than %d characters (--max-line-length)"
              .formatted(scan.file(), counted(scan.tooLong()), config.text().longestLine()));
    }
  }

  private static String counted(List<Long> lines) {
    return lines.size() == 1
        ? "line " + lines.get(0) + " is"
        : "%d lines (the first: %d) are".formatted(lines.size(), lines.get(0));
  }
}

package ai.nmt.run.analyses;

import ai.nmt.chart.Chart;
import ai.nmt.chart.ChartFiles;
import ai.nmt.io.AtomicFile;
import ai.nmt.io.Folders;
import ai.nmt.io.InputException;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes results as tables and charts into one folder and keeps the list of files. */
final class ResultFiles {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final Path folder;
  private final List<Path> written = new ArrayList<>();

  /** Makes the folder where it is missing. */
  ResultFiles(Path folder) {
    this.folder = folder;
    try {
      Folders.make(folder);
    } catch (IOException e) {
      throw InputException.cannotWrite(folder, e);
    }
  }

  /** Writes {@code name.csv}. */
  ResultFiles csv(String name, List<String> lines) {
    return text(name + ".csv", String.join("\n", lines) + "\n");
  }

  /** Writes {@code name.json}. */
  ResultFiles json(String name, Object value) {
    return text(name + ".json", GSON.toJson(value) + "\n");
  }

  /** Writes a file as it is. */
  ResultFiles text(String fileName, String content) {
    Path file = folder.resolve(fileName);
    AtomicFile.write(file, output -> output.write(content.getBytes(StandardCharsets.UTF_8)));
    written.add(file);
    return this;
  }

  /** Writes {@code name.png} and {@code name.svg}. */
  ResultFiles chart(String name, Chart chart) {
    written.addAll(ChartFiles.write(chart, folder.resolve(name)));
    return this;
  }

  /** What was written, in order. */
  List<Path> written() {
    return List.copyOf(written);
  }
}

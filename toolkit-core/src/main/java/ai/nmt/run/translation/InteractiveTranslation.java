package ai.nmt.run.translation;

import ai.nmt.io.InputException;
import ai.nmt.search.Hypothesis;
import ai.nmt.translate.Translation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates a stream of lines, and goes on behind those that cannot be translated. */
final class InteractiveTranslation {
  private static final Logger LOG = LoggerFactory.getLogger(InteractiveTranslation.class);

  /** Stands where a search found nothing: no tokens, as unlikely as can be. */
  private static final Hypothesis NOTHING =
      new Hypothesis(new int[0], new float[0], Float.NEGATIVE_INFINITY);

  private final String name;
  private final InteractiveConfig config;
  private final boolean skipTooLong;
  private long translated;
  private long untranslated;

  /** The stream's name is for messages; sentences too long for the model may be skipped anyhow. */
  InteractiveTranslation(String name, InteractiveConfig config, boolean skipTooLong) {
    this.name = name;
    this.config = config;
    this.skipTooLong = skipTooLong;
  }

  /** Translates to the end; the function takes sentences and numbers the results from 0. */
  InteractiveReport run(
      SentenceReader reader,
      Function<List<int[]>, List<Translation>> translate,
      Consumer<List<Translation>> output) {
    boolean ended = false;
    while (!ended) {
      List<SentenceReader.Line> buffer = new ArrayList<>();
      SentenceReader.Line failed = null;
      while (buffer.size() < config.bufferSize() && failed == null && !ended) {
        Optional<SentenceReader.Line> line = reader.next();
        ended = line.isEmpty();
        if (line.isPresent() && isFailure(line.get())) {
          failed = line.get();
        } else {
          line.ifPresent(buffer::add);
        }
      }
      if (!buffer.isEmpty()) {
        output.accept(translations(buffer, translate));
      }
      if (failed != null) {
        throw new InputException(
            described(failed) + "; correct the line, or go on without it by --on-error empty|skip");
      }
    }
    return new InteractiveReport(translated, untranslated);
  }

  private boolean isFailure(SentenceReader.Line line) {
    return !line.isUsable() && policy(line) == InteractiveConfig.OnError.FAIL;
  }

  private InteractiveConfig.OnError policy(SentenceReader.Line line) {
    return line.tooManyTokens() && skipTooLong ? InteractiveConfig.OnError.SKIP : config.onError();
  }

  /** The translations of a buffer in the order of its lines, told of those without. */
  private List<Translation> translations(
      List<SentenceReader.Line> buffer, Function<List<int[]>, List<Translation>> translate) {
    List<SentenceReader.Line> usable =
        buffer.stream().filter(SentenceReader.Line::isUsable).toList();
    List<Translation> results = new ArrayList<>();
    if (!usable.isEmpty()) {
      translate
          .apply(usable.stream().map(SentenceReader.Line::tokens).toList())
          .forEach(found -> results.add(found.withId(usable.get((int) found.id()).id())));
    }
    translated += usable.size();
    for (SentenceReader.Line line : buffer) {
      if (!line.isUsable()) {
        untranslated++;
        boolean empty = policy(line) == InteractiveConfig.OnError.EMPTY;
        LOG.warn("{}; {}", described(line), empty ? "its translation is empty" : "it is left out");
        if (empty) {
          results.add(new Translation(line.id(), line.tokens(), new int[0], List.of(NOTHING)));
        }
      }
    }
    results.sort(Comparator.comparingLong(Translation::id));
    return results;
  }

  private String described(SentenceReader.Line line) {
    return "%s, line number %d (counted from 0, as in S-%d) cannot be translated: %s"
        .formatted(name, line.id(), line.id(), line.fault());
  }
}

package ai.nmt.train;

import ai.nmt.io.InputException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several listeners as one; each is told of everything, in their order.
 *
 * <p>What listeners note down is worth less than the training: where one of them cannot write once
 * training has begun, because the disk is full for example, the log says so the first time, the
 * others and the training go on, and {@link #failures} tells of it.
 */
public final class ListenerList implements TrainingListener {
  private static final Logger LOG = LoggerFactory.getLogger(ListenerList.class);

  private final List<TrainingListener> listeners;
  private final Map<TrainingListener, String> failures = new LinkedHashMap<>();

  /**
   * Combines listeners.
   *
   * @param listeners any number
   */
  public ListenerList(List<? extends TrainingListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  /**
   * What could not be written while training went on.
   *
   * @return the first message of each listener that failed; empty where all is complete
   */
  public List<String> failures() {
    return List.copyOf(failures.values());
  }

  @Override
  public void described(Map<String, String> sections) {
    listeners.forEach(listener -> listener.described(sections));
  }

  @Override
  public void started(Progress start) {
    // Nothing is lost yet: whoever cannot write now ends the training before it begins.
    listeners.forEach(listener -> listener.started(start));
  }

  @Override
  public void epochStarted(int epoch, int updatesDone, int updatesInEpoch, MeterSums epochSums) {
    tell(listener -> listener.epochStarted(epoch, updatesDone, updatesInEpoch, epochSums));
  }

  @Override
  public void updated(UpdateEvent event) {
    tell(listener -> listener.updated(event));
  }

  @Override
  public void validationStarted(String subset, int batches) {
    tell(listener -> listener.validationStarted(subset, batches));
  }

  @Override
  public void validationAdvanced() {
    tell(TrainingListener::validationAdvanced);
  }

  @Override
  public void validated(int epoch, ValidationResult result, Double best) {
    tell(listener -> listener.validated(epoch, result, best));
  }

  @Override
  public void epochEnded(EpochRecord epoch, double seconds) {
    tell(listener -> listener.epochEnded(epoch, seconds));
  }

  @Override
  public void epochLeft(EpochRecord epoch, double seconds) {
    tell(listener -> listener.epochLeft(epoch, seconds));
  }

  @Override
  public void saved(Path file, long updates) {
    tell(listener -> listener.saved(file, updates));
  }

  @Override
  public void ended(TrainingResult result) {
    tell(listener -> listener.ended(result));
  }

  private void tell(Consumer<TrainingListener> event) {
    for (TrainingListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (InputException | UncheckedIOException e) {
        note(listener, e.getMessage());
      }
    }
  }

  private void note(TrainingListener listener, String message) {
    if (failures.putIfAbsent(listener, message) == null) {
      LOG.warn("{}; training goes on", message);
    }
  }
}

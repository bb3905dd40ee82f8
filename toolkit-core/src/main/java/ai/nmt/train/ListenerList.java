package ai.nmt.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Several listeners as one; each is told of everything, in their order. */
public final class ListenerList implements TrainingListener {
  private final List<TrainingListener> listeners;

  /**
   * Combines listeners.
   *
   * @param listeners any number
   */
  public ListenerList(List<? extends TrainingListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void described(Map<String, String> sections) {
    tell(listener -> listener.described(sections));
  }

  @Override
  public void started(Progress start) {
    tell(listener -> listener.started(start));
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
  public void saved(Path file, long updates) {
    tell(listener -> listener.saved(file, updates));
  }

  @Override
  public void ended(TrainingResult result) {
    tell(listener -> listener.ended(result));
  }

  private void tell(Consumer<TrainingListener> event) {
    listeners.forEach(event);
  }
}

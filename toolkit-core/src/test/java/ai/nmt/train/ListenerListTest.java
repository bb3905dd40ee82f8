package ai.nmt.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListenerListTest {
  private static final Map<Class<?>, Object> ZEROS =
      Map.of(int.class, 0, long.class, 0L, double.class, 0.0, boolean.class, false);

  @Test
  void everyEventReachesEveryListenerInOrder() throws ReflectiveOperationException {
    List<String> told = new ArrayList<>();
    TrainingListener all =
        new ListenerList(List.of(recorder("first", told), recorder("second", told)));
    List<String> expected = new ArrayList<>();
    for (Method event : TrainingListener.class.getMethods()) {
      event.invoke(all, Arrays.stream(event.getParameterTypes()).map(ZEROS::get).toArray());
      expected.add("first " + event.getName());
      expected.add("second " + event.getName());
    }
    assertThat(told).containsExactlyElementsOf(expected);
  }

  /** What is noted of a training is worth less than the training. */
  @Test
  void aListenerThatCannotWriteKeepsNobodyFromGoingOn() {
    List<String> told = new ArrayList<>();
    TrainingListener failing =
        new TrainingListener() {
          @Override
          public void started(Progress start) {
            throw new InputException("cannot write log: Read-only file system");
          }

          @Override
          public void saved(Path file, long updates) {
            throw InputException.cannotWrite(file, new IOException("No space left on device"));
          }

          @Override
          public void validationAdvanced() {
            throw new IllegalStateException("a bug");
          }
        };
    ListenerList all = new ListenerList(List.of(failing, recorder("second", told)));
    all.saved(Path.of("first"), 1);
    all.saved(Path.of("next"), 2);
    assertThat(told).containsExactly("second saved", "second saved");
    assertThat(all.failures()).containsExactly("cannot write first: No space left on device");
    assertThatThrownBy(all::validationAdvanced).hasMessage("a bug");
    assertThatThrownBy(() -> all.started(Progress.start()))
        .as("nothing is lost before training begins")
        .hasMessageContaining("Read-only");
  }

  private static TrainingListener recorder(String name, List<String> told) {
    return (TrainingListener)
        Proxy.newProxyInstance(
            TrainingListener.class.getClassLoader(),
            new Class<?>[] {TrainingListener.class},
            (proxy, method, arguments) -> {
              told.add(name + " " + method.getName());
              return null;
            });
  }
}

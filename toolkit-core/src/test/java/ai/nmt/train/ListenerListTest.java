package ai.nmt.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
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

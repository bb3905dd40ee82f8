package ai.nmt.pickle;

import java.io.IOException;
import java.util.List;

/** The allow-list of an {@link Unpickler}. */
@FunctionalInterface
public interface PickleClasses {
  /** Makes the Java value that stands for an object. */
  @FunctionalInterface
  interface Factory {
    /**
     * Makes a value; calls nothing that the file names.
     *
     * @param arguments what the file gives the class or function
     * @return the value
     * @throws IOException where the arguments are not those that are written for it
     */
    Object create(List<Object> arguments) throws IOException;
  }

  /**
   * Finds a class or function.
   *
   * @param name its name
   * @return what makes its values, or null where it is not allowed
   */
  Factory find(PythonClass name);
}

package ai.nmt.pickle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object of a known Python class: its class's name and its attributes, without behaviour. */
public final class PythonObject {
  /** The attribute that holds a state in a form of the class's own. */
  public static final String STATE = "__state__";

  private final PythonClass type;
  private final Tuple arguments;
  private final Map<Object, Object> attributes = new LinkedHashMap<>();

  /**
   * Makes an object without attributes.
   *
   * @param type its class
   * @param arguments what its constructor was given
   */
  public PythonObject(PythonClass type, List<Object> arguments) {
    this.type = type;
    this.arguments = new Tuple(arguments);
  }

  /**
   * The class.
   *
   * @return its name
   */
  public PythonClass type() {
    return type;
  }

  /**
   * What the constructor was given.
   *
   * @return the arguments
   */
  public Tuple arguments() {
    return arguments;
  }

  /**
   * The attributes.
   *
   * @return values by name, in their order; changeable
   */
  public Map<Object, Object> attributes() {
    return attributes;
  }
}

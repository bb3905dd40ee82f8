package ai.nmt.pickle;

/**
 * The name of a Python class or function; nothing but a name.
 *
 * @param module its module, for example {@code argparse}
 * @param name its name in there, for example {@code Namespace}
 */
public record PythonClass(String module, String name) {
  @Override
  public String toString() {
    return module + "." + name;
  }
}

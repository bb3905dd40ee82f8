package ai.nmt.tensor;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;

/**
 * The memory of one step: everything that is computed on the calling thread while the scope is open
 * is freed when it closes, results that attached to a parameter's manager included.
 *
 * <p>An operation's result attaches to the manager of its first operand. The owner of the
 * parameters therefore caps the parameters' manager ({@link NDManager#cap}) in tests: an array that
 * would outlive its step then throws instead of leaking.
 *
 * <p>Opened and closed on the same thread; a tensor that must survive is copied out by the caller.
 */
public final class StepScope implements AutoCloseable {
  private final NDManager manager;
  private final NDScope scope;

  /**
   * Opens a scope.
   *
   * @param base manager below which the scope's own lies; capped or not
   */
  public StepScope(NDManager base) {
    this.manager = base.newSubManager();
    this.scope = new NDScope();
  }

  /**
   * The manager to create the step's tensors with.
   *
   * @return a manager that lives as long as this scope
   */
  public NDManager manager() {
    return manager;
  }

  @Override
  public void close() {
    scope.close();
    manager.close();
  }
}

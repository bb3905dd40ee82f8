package ai.djl.pytorch.jni;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;

/**
 * The one class in DJL's package: it calls a method of a TorchScript module with any arguments
 * while autograd records, which DJL's public methods do for tensors alone.
 *
 * <p>Works on the class path, not on the module path.
 */
public final class TorchScriptBridge {
  private TorchScriptBridge() {}

  /**
   * Runs a method; whether autograd records is decided by the calling thread's grad mode.
   *
   * @param owner manager that the result's tensors attach to
   * @param module module to call
   * @param method method's name
   * @param arguments {@link PtNDArray}, {@code PtNDArray[]}, {@code Double}, {@code Long}, {@code
   *     Boolean} or {@code long[]}, in the method's order
   * @return the tensors of the result: one, or the members of a tuple or a list
   */
  public static PtNDArray[] run(
      PtNDManager owner, PtSymbolBlock module, String method, Object... arguments) {
    IValue[] inputs = new IValue[arguments.length];
    try {
      long[] handles = new long[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        inputs[i] = toValue(arguments[i]);
        handles[i] = inputs[i].getHandle();
      }
      long result =
          PyTorchLibrary.LIB.moduleRunMethod(module.getHandle(), method, handles, true, false);
      try (IValue value = new IValue(result)) {
        return toTensors(owner, value);
      }
    } finally {
      for (IValue input : inputs) {
        if (input != null) {
          input.close();
        }
      }
    }
  }

  private static IValue toValue(Object argument) {
    if (argument instanceof PtNDArray tensor) {
      return IValue.from(tensor);
    }
    if (argument instanceof PtNDArray[] tensors) {
      return IValue.listFrom(tensors);
    }
    if (argument instanceof Double number) {
      return IValue.from(number.doubleValue());
    }
    if (argument instanceof Long number) {
      return IValue.from(number.longValue());
    }
    if (argument instanceof Boolean flag) {
      return IValue.from(flag.booleanValue());
    }
    if (argument instanceof long[] numbers) {
      return IValue.listFrom(numbers);
    }
    throw new IllegalArgumentException(
        "a TorchScript argument is a tensor, a tensor array, a double, a long, a boolean or a"
            + " long array, not "
            + (argument == null ? "null" : argument.getClass().getName()));
  }

  private static PtNDArray[] toTensors(PtNDManager owner, IValue value) {
    if (value.isTensor()) {
      return new PtNDArray[] {value.toTensor(owner)};
    }
    if (value.isTensorList()) {
      return value.toTensorArray(owner);
    }
    if (value.isTuple()) {
      IValue[] members = value.toIValueTuple();
      PtNDArray[] tensors = new PtNDArray[members.length];
      for (int i = 0; i < members.length; i++) {
        try (IValue member = members[i]) {
          tensors[i] = member.toTensor(owner);
        }
      }
      return tensors;
    }
    throw new IllegalStateException("a TorchScript method returned " + value.getType());
  }
}

package ai.nmt.torchfile;

import java.util.Map;

/**
 * What a file holds.
 *
 * @param root the unpickled value; its tensors are {@link TorchTensor}
 * @param places where each storage's numbers begin in the file
 */
record TorchContainer(Object root, Map<TorchStorage, Long> places) {}

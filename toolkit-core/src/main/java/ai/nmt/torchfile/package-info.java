/**
 * PyTorch's files ({@code torch.save}): a pickle beside the numbers of its tensors.
 *
 * <p>Both containers are read, the zip archive of torch 1.6 and later and the streams before it;
 * zip archives are written. Nothing in the pickle is executed ({@link ai.nmt.pickle}), no memory is
 * reserved for sizes that the file cannot have, and numbers stay in the file until they are asked
 * for:
 *
 * <pre>{@code
 * try (TorchFile file = TorchFile.open(path, name -> false)) {
 *   Map<?, ?> state = (Map<?, ?>) file.root();
 *   float[] weights = file.floats((TorchTensor) state.get("weight"));
 * }
 * }</pre>
 *
 * <p>What is checked: a zip archive carries a CRC-32 of each part, and all are verified when it is
 * opened, so that a changed bit is an error. The older streams carry no checksum: their structure
 * and all sizes are verified, but a changed bit within a number cannot be noticed.
 */
package ai.nmt.torchfile;

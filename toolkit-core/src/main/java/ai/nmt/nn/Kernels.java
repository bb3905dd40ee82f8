package ai.nmt.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.tensor.ScriptModule;

/**
 * The arithmetic of the layers as TorchScript methods: each is a whole operation of the paper, so
 * that a layer costs a handful of calls. Optional tensors are lists of one or none.
 *
 * <p>The feed-forward layer works on (B·T, D): a linear map of three axes returns a view, and
 * autograd pays for an operation in place on a view with copies.
 *
 * <p>A model computes in the number format of its parameters: masks and fixed positions, which are
 * float32, are cast to it where they meet what was computed; for a float32 model that is nothing.
 * Log-probabilities of decoding are float32 in every case.
 *
 * <p>Thread-safe: the module holds no state. It is compiled at the first use.
 */
public final class Kernels {
  private static final String EMBEDDING =
      """
      def embed(self: __torch__.Ops, tokens: Tensor, weight: Tensor, positions: Tensor,
          scale: float, drop: List[Tensor]) -> Tensor:
        real = torch.ne(tokens, 1)
        index = torch.add(torch.mul(torch.cumsum(real, 1), real), 1)
        x = torch.add(torch.embedding(positions, index, 1), torch.embedding(weight, tokens, 1),
            alpha=scale)
        return (self).cast((self).drop(x, drop), weight)
      def embed_step(self: __torch__.Ops, tokens: Tensor, weight: Tensor, positions: Tensor,
          scale: float, index: int) -> Tensor:
        x = torch.add(torch.narrow(positions, 0, index, 1), torch.embedding(weight, tokens, 1),
            alpha=scale)
        return torch.unsqueeze((self).cast(x, weight), 1)
      def padding_mask(self: __torch__.Ops, tokens: Tensor) -> Tensor:
        zeros = torch.zeros_like(tokens, dtype=6)
        mask = torch.masked_fill(zeros, torch.eq(tokens, 1), -1.0e+30)
        return torch.unsqueeze(torch.unsqueeze(mask, 1), 1)
      def causal_mask(self: __torch__.Ops, tokens: Tensor) -> Tensor:
        time = torch.size(tokens, 1)
        future = torch.triu(torch.ones([time, time], dtype=11, device=ops.prim.device(tokens)), 1)
        padding = torch.unsqueeze(torch.unsqueeze(torch.eq(tokens, 1), 1), 1)
        hidden = torch.logical_or(padding, future)
        return torch.masked_fill(torch.zeros_like(hidden, dtype=6), hidden, -1.0e+30)
      """;

  private static final String ATTENTION =
      """
      def heads(self: __torch__.Ops, x: Tensor, heads: int) -> Tensor:
        return torch.transpose(torch.unflatten(x, -1, [heads, -1]), 1, 2)
      def attend(self: __torch__.Ops, q: Tensor, k: Tensor, v: Tensor, mask: List[Tensor],
          drop: List[Tensor]) -> Tensor:
        if torch.eq(torch.len(drop), 0):
          if torch.eq(torch.len(mask), 0):
            o = torch.scaled_dot_product_attention(q, k, v, None, 0., False)
          else:
            o = torch.scaled_dot_product_attention(q, k, v, (self).cast(mask[0], q), 0.,
                False)
        else:
          scale = torch.pow(torch.size(q, -1), -0.5)
          scores = torch.matmul(torch.mul(q, scale), torch.transpose(k, 2, 3))
          if torch.ne(torch.len(mask), 0):
            scores = torch.add(scores, (self).cast(mask[0], q))
          weights = torch.softmax(scores, -1)
          o = torch.matmul(torch.mul(weights, (self).cast(drop[0], q)), v)
        return torch.flatten(torch.transpose(o, 1, 2), 2, -1)
      def separately(self: __torch__.Ops, x: Tensor, in_weight: List[Tensor],
          in_bias: Tensor) -> List[Tensor]:
        bias = torch.chunk(in_bias, 3, 0)
        q = torch.linear(x, in_weight[0], bias[0])
        k = torch.linear(x, in_weight[1], bias[1])
        return [q, k, torch.linear(x, in_weight[2], bias[2])]
      def self_attention(self: __torch__.Ops, x: Tensor, in_weight: List[Tensor], in_bias: Tensor,
          out_weight: Tensor, out_bias: Tensor, heads: int, mask: Tensor,
          drop: List[Tensor]) -> Tensor:
        if torch.eq(torch.len(in_weight), 1):
          qkv = torch.chunk(torch.linear(x, in_weight[0], in_bias), 3, -1)
        else:
          qkv = (self).separately(x, in_weight, in_bias)
        q = (self).heads(qkv[0], heads)
        k = (self).heads(qkv[1], heads)
        v = (self).heads(qkv[2], heads)
        return torch.linear((self).attend(q, k, v, [mask], drop), out_weight, out_bias)
      def memory_keys_values(self: __torch__.Ops, memory: Tensor, in_weight: List[Tensor],
          in_bias: Tensor) -> Tensor:
        dim = torch.floordiv(torch.size(in_bias, 0), 3)
        bias = torch.narrow(in_bias, 0, dim, torch.mul(2, dim))
        if torch.eq(torch.len(in_weight), 1):
          weight = torch.narrow(in_weight[0], 0, dim, torch.mul(2, dim))
        else:
          weight = torch.cat([in_weight[1], in_weight[2]], 0)
        return torch.linear(memory, weight, bias)
      def queries(self: __torch__.Ops, x: Tensor, in_weight: List[Tensor],
          in_bias: Tensor) -> Tensor:
        dim = torch.floordiv(torch.size(in_bias, 0), 3)
        weight = torch.narrow(in_weight[0], 0, 0, dim)
        return torch.linear(x, weight, torch.narrow(in_bias, 0, 0, dim))
      def cross_attention(self: __torch__.Ops, x: Tensor, memory: Tensor,
          in_weight: List[Tensor], in_bias: Tensor, out_weight: Tensor, out_bias: Tensor,
          heads: int, mask: Tensor, drop: List[Tensor]) -> Tensor:
        q = (self).heads((self).queries(x, in_weight, in_bias), heads)
        kv = torch.chunk((self).memory_keys_values(memory, in_weight, in_bias), 2, -1)
        k = (self).heads(kv[0], heads)
        v = (self).heads(kv[1], heads)
        return torch.linear((self).attend(q, k, v, [mask], drop), out_weight, out_bias)
      """;

  private static final String ATTENTION_STEP =
      """
      def self_attention_step(self: __torch__.Ops, x: Tensor, cache: Tensor, layer: int,
          step: int, in_weight: List[Tensor], in_bias: Tensor, out_weight: Tensor,
          out_bias: Tensor, heads: int) -> Tensor:
        dim = torch.size(x, -1)
        if torch.eq(torch.len(in_weight), 1):
          qkv = torch.split_with_sizes(torch.linear(x, in_weight[0], in_bias),
              [dim, torch.mul(2, dim)], -1)
        else:
          three = (self).separately(x, in_weight, in_bias)
          qkv = [three[0], torch.cat([three[1], three[2]], -1)]
        rows = torch.narrow(torch.select(cache, 0, layer), 0, 0, torch.size(x, 0))
        here = torch.narrow(rows, 1, step, 1)
        written = torch.copy_(here, qkv[1])
        kv = torch.chunk(torch.narrow(rows, 1, 0, torch.add(step, 1)), 2, -1)
        q = (self).heads(qkv[0], heads)
        k = (self).heads(kv[0], heads)
        v = (self).heads(kv[1], heads)
        none = annotate(List[Tensor], [])
        return torch.linear((self).attend(q, k, v, none, none), out_weight, out_bias)
      def cross_attention_step(self: __torch__.Ops, x: Tensor, keys_values: Tensor,
          in_weight: List[Tensor], in_bias: Tensor, out_weight: Tensor, out_bias: Tensor,
          heads: int, mask: Tensor) -> Tensor:
        groups = torch.size(keys_values, 0)
        dim = torch.size(x, -1)
        grouped = torch.reshape(x, [groups, -1, dim])
        q = (self).heads((self).queries(grouped, in_weight, in_bias), heads)
        kv = torch.chunk(keys_values, 2, -1)
        k = (self).heads(kv[0], heads)
        v = (self).heads(kv[1], heads)
        none = annotate(List[Tensor], [])
        y = torch.linear((self).attend(q, k, v, [mask], none), out_weight, out_bias)
        return torch.reshape(y, [-1, 1, dim])
      def empty_cache(self: __torch__.Ops, like: Tensor, shape: List[int]) -> Tensor:
        return torch.empty(shape, dtype=ops.prim.dtype(like), device=ops.prim.device(like))
      def reorder(self: __torch__.Ops, cache: Tensor, source: Tensor, target: Tensor,
          length: int) -> Tensor:
        used = torch.narrow(cache, 2, 0, length)
        moved = torch.index(used, annotate(List[Optional[Tensor]], [None, source]))
        return torch.index_copy_(used, 1, target, moved)
      def copy_used(self: __torch__.Ops, cache: Tensor, grown: Tensor, length: int) -> Tensor:
        used = torch.narrow(torch.narrow(grown, 1, 0, torch.size(cache, 1)), 2, 0, length)
        return torch.copy_(used, torch.narrow(cache, 2, 0, length))
      def select_rows(self: __torch__.Ops, x: Tensor, rows: Tensor) -> Tensor:
        return torch.index_select(x, 0, rows)
      """;

  private static final String LAYERS =
      """
      def cast(self: __torch__.Ops, x: Tensor, like: Tensor) -> Tensor:
        return torch.to(x, ops.prim.dtype(like))
      def drop(self: __torch__.Ops, x: Tensor, mask: List[Tensor]) -> Tensor:
        y = x
        if torch.ne(torch.len(mask), 0):
          y = torch.mul(x, (self).cast(mask[0], x))
        return y
      def shaped(self: __torch__.Ops, x: Tensor, size: int, shape: List[int]) -> Tensor:
        return torch.view(torch.narrow(x, 0, 0, size), shape)
      def feed_forward(self: __torch__.Ops, x: Tensor, weight1: Tensor, bias1: Tensor,
          weight2: Tensor, bias2: Tensor, gelu: bool, drop: List[Tensor]) -> Tensor:
        h = torch.linear(torch.flatten(x, 0, 1), weight1, bias1)
        if gelu:
          h = torch.gelu(h)
        else:
          h = torch.relu_(h)
        y = torch.linear((self).drop(h, drop), weight2, bias2)
        return torch.reshape(y, torch.size(x))
      def layer_norm(self: __torch__.Ops, x: Tensor, weight: Tensor, bias: Tensor,
          epsilon: float) -> Tensor:
        return torch.layer_norm(x, [torch.size(x, -1)], weight, bias, epsilon)
      def add(self: __torch__.Ops, x: Tensor, f: Tensor, scale: List[Tensor],
          drop: List[Tensor]) -> Tensor:
        if torch.eq(torch.len(drop), 0):
          if torch.eq(torch.len(scale), 0):
            y = torch.add(x, f)
          else:
            y = torch.addcmul(f, x, scale[0])
        else:
          if torch.eq(torch.len(scale), 0):
            y = torch.addcmul(x, f, (self).cast(drop[0], f))
          else:
            y = torch.addcmul((self).drop(f, drop), x, scale[0])
        return y
      def add_norm(self: __torch__.Ops, x: Tensor, f: Tensor, scale: List[Tensor],
          drop: List[Tensor], weight: Tensor, bias: Tensor, epsilon: float) -> Tensor:
        return (self).layer_norm((self).add(x, f, scale, drop), weight, bias, epsilon)
      def add_scaled_norm(self: __torch__.Ops, x: Tensor, f: Tensor, scale: float,
          drop: List[Tensor], weight: Tensor, bias: Tensor, epsilon: float) -> Tensor:
        if torch.eq(torch.len(drop), 0):
          y = torch.add(f, x, alpha=scale)
        else:
          y = torch.addcmul(torch.mul(x, scale), f, drop[0])
        return (self).layer_norm(y, weight, bias, epsilon)
      def add_gated(self: __torch__.Ops, x: Tensor, f: Tensor, gate: Tensor,
          drop: List[Tensor]) -> Tensor:
        return torch.addcmul(x, (self).drop(f, drop), gate)
      def variance_sum(self: __torch__.Ops, x: Tensor, f: Tensor, scale: float) -> Tensor:
        shortcut = torch.mul(torch.var(x, False), torch.mul(scale, scale))
        return torch.add(shortcut, torch.var(f, False))
      def project(self: __torch__.Ops, x: Tensor, weight: Tensor) -> Tensor:
        return torch.linear(x, weight)
      def log_probabilities(self: __torch__.Ops, x: Tensor, weight: Tensor) -> Tensor:
        return torch.log_softmax(torch.to(torch.linear(torch.squeeze(x, 1), weight), 6), -1)
      """;

  private Kernels() {}

  /** Compiled when first asked for: printing a help text must not start the engine. */
  private static final class Compiled {
    private static final ScriptModule MODULE =
        ScriptModule.compile(
            NDManager.newBaseManager(Device.cpu()),
            LAYERS + EMBEDDING + ATTENTION + ATTENTION_STEP);
  }

  /**
   * Calls a method.
   *
   * @param owner manager that the result attaches to
   * @param method method's name
   * @param arguments as for {@link ScriptModule#call}
   * @return the result
   */
  public static NDArray call(NDManager owner, String method, Object... arguments) {
    return Compiled.MODULE.call(owner, method, arguments);
  }
}

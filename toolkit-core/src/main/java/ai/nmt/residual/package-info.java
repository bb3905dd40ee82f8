/**
 * How a sub-layer's branch f joins its shortcut x, by the names of {@code --init-type}:
 *
 * <ul>
 *   <li>LN(x + f(x)): Post-LN, and LookLinear, whose feed-forward layers start as linear maps
 *   <li>x + f(LN(x)): Pre-LN, with one more LN at the end of the stack
 *   <li>LN(ω ⊙ x + f(x)): Admin, ω profiled or by a formula; DeepNet, ω a constant
 *   <li>x + α f(x): ReZero; LN(x + α f(x)): ReZero with Post-LN
 * </ul>
 *
 * <p>A {@link ai.nmt.residual.ResidualScheme} is the choice, made once per stack by {@link
 * ai.nmt.residual.InitType#scheme}; it makes one {@link ai.nmt.residual.ResidualConnection} per
 * sub-layer, which holds the layer normalisation, the dropout on the branch and what parameters the
 * scheme adds, and says how the branches' weights begin. Admin's ω come from one profiled forward
 * pass ({@link ai.nmt.residual.ProfileRatios}) or from {@link ai.nmt.residual.OutputChange}.
 */
package ai.nmt.residual;

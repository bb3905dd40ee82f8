/**
 * How a sub-layer's branch f joins its shortcut x: LN(x + f(x)) (Post-LN), x + f(LN(x)) (Pre-LN),
 * LN(ω ⊙ x + f(x)) (Admin, Liu et al. 2020).
 *
 * <p>A {@link ai.nmt.residual.ResidualScheme} is the choice, made once per stack; it makes one
 * {@link ai.nmt.residual.ResidualConnection} per sub-layer, which holds the layer normalisation,
 * the dropout on the branch and what parameters the scheme adds. Admin's ω come from one profiled
 * forward pass ({@link ai.nmt.residual.ProfileRatios}).
 */
package ai.nmt.residual;

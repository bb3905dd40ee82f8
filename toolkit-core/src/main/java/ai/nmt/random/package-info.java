/** Seeded random numbers: one generator and named seed streams. */
package ai.nmt.random;

/** Seeded random numbers: generators, among them those of NumPy, and named seed streams. */
package ai.nmt.random;

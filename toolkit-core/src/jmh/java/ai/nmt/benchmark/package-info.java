/**
 * JMH benchmarks of the plain-Java parts, on text of the sample corpus; no part of the library.
 *
 * <pre>{@code
 * mvn -B -Pjmh -pl toolkit-core test-compile exec:exec -Djmh.include=TextBenchmark
 * }</pre>
 *
 * <p>All figures are average times of one operation on {@link ai.nmt.benchmark.BenchmarkText#LINES}
 * lines, in milliseconds, with one thread.
 */
package ai.nmt.benchmark;

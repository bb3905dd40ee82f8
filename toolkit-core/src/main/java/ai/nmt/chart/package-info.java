/**
 * Charts as files: lines over numbers and heat maps, each as PNG and as SVG, drawn without a
 * screen.
 *
 * <pre>{@code
 * Line line = new Line("Post-LN", new double[] {6, 12}, new double[] {1.5, 3.1}, LineKind.POINTS);
 * ChartFiles.write(new LineChart("Output change", "sub-layers", "change", Axis.LINEAR, List.of(line)), stem);
 * }</pre>
 */
package ai.nmt.chart;

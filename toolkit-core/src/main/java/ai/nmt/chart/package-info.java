/**
 * Charts: lines over numbers and heat maps, drawn as SVG, for a page ({@link
 * ai.nmt.chart.ChartDrawing}) or as files, each as SVG and as the bitmap of it ({@link
 * ai.nmt.chart.ChartFiles}), without a screen.
 *
 * <pre>{@code
 * Line line = Line.of("Post-LN", 0, Style.POINTS, new double[] {6, 12}, new double[] {1.5, 3.1});
 * ChartFiles.write(LineChart.over("Output change", "sub-layers", "change", false, List.of(line)), stem);
 * }</pre>
 */
package ai.nmt.chart;

package ai.nmt.chart;

/** Something that {@link ChartFiles} draws. */
public sealed interface Chart permits LineChart, HeatMap {}

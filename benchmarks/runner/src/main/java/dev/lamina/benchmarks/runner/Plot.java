package dev.lamina.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/** Draws measured sizes as PNG, a line for each number of threads. */
final class Plot {
    private Plot() {}

    /** Draws the time of a step, and where the axis is the batch that of an example too. */
    static void draw(String axis, List<Scaling.Point> points, Path file) throws IOException {
        draw(axis, "µs a step", points, Scaling.Point::micros, file);
        if (axis.equals("batch")) {
            Path other = file.resolveSibling(file.getFileName() + "-example");
            draw(axis, "µs an example", points, Scaling.Point::perExample, other);
        }
    }

    private static void draw(
            String axis, String unit, List<Scaling.Point> points, ToDoubleFunction<Scaling.Point> value, Path file)
            throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(720)
                .height(420)
                .xAxisTitle(axis)
                .yAxisTitle(unit)
                .build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true).setToolTipsEnabled(false);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNW);
        points.stream().map(Scaling.Point::threads).distinct().forEach(threads -> {
            List<Scaling.Point> own = points.stream()
                    .filter(each -> each.axis().equals(axis) && each.threads() == threads)
                    .toList();
            chart.addSeries(
                    threads == 1 ? "1 thread" : threads + " threads",
                    own.stream().mapToDouble(Scaling.Point::size).toArray(),
                    own.stream().mapToDouble(value).toArray());
        });
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }
}

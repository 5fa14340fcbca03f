package dev.lamina.app.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Curves over one pair of axes.
 *
 * @param title above it
 * @param xAxis what x is
 * @param yAxis what y is
 * @param curves each with another name
 */
public record Chart(String title, String xAxis, String yAxis, List<Curve> curves) {
    /** Copies the list. */
    public Chart {
        curves = List.copyOf(curves);
    }

    void paint(Graphics2D graphics, int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle(xAxis)
                .yAxisTitle(yAxis)
                .build();
        chart.getStyler().setToolTipsEnabled(false).setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setLegendLayout(Styler.LegendLayout.Horizontal);
        for (Curve curve : curves) {
            Curve finite = curve.finite();
            if (finite.isEmpty()) {
                continue;
            }
            XYSeries series = chart.addSeries(finite.name(), finite.x(), finite.y());
            if (finite.isMarks()) {
                series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
                series.setMarker(SeriesMarkers.DIAMOND);
            } else {
                series.setMarker(finite.x().size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            }
        }
        chart.paint(graphics, width, height);
    }
}

package dev.lamina.app.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Curves over epochs, drawn as SVG within HTML. Values that are not finite are left out.
 *
 * @param title what is drawn
 * @param curves the curves
 * @param marked an epoch to be marked, from 1; 0 for none
 */
public record LineChart(String title, List<Curve> curves, int marked) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 300;
    private static final int LEFT = 64;
    private static final int RIGHT = 16;
    private static final int TOP = 16;
    private static final int BOTTOM = 44;
    private static final int COLOURS = 3;

    /** A name and the values of the epochs from 1 on. */
    public record Curve(String name, List<Double> values) {
        /** Copies the list. */
        public Curve {
            values = List.copyOf(values);
        }
    }

    /** Copies the list. */
    public LineChart {
        curves = List.copyOf(curves);
    }

    String toSvg() {
        double[] all = curves.stream()
                .flatMap(curve -> curve.values().stream())
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray();
        int epochs =
                curves.stream().mapToInt(curve -> curve.values().size()).max().orElse(0);
        if (all.length == 0) {
            return "<p>no epoch was completed</p>";
        }
        double step = step(
                Arrays.stream(all).min().orElseThrow(), Arrays.stream(all).max().orElseThrow(), 5);
        double low = Math.floor(Arrays.stream(all).min().orElseThrow() / step) * step;
        double high = Math.max(Math.ceil(Arrays.stream(all).max().orElseThrow() / step) * step, low + step);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT,
                Html.escape(title)));
        for (long i = 0; i <= Math.round((high - low) / step); i++) {
            double value = low + i * step;
            double y = y(value, low, high);
            svg.append(line(LEFT, y, WIDTH - RIGHT, y, "grid"));
            svg.append(text(LEFT - 8, y + 4, "end", label(value, step)));
        }
        long between = Math.max(1, Math.round(step(1, Math.max(2, epochs), 8)));
        for (long epoch = between == 1 ? 1 : between; epoch <= epochs; epoch += between) {
            svg.append(text(x(epoch, epochs), HEIGHT - BOTTOM + 20, "middle", Long.toString(epoch)));
        }
        svg.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", "epoch"));
        if (marked > 0) {
            svg.append(line(x(marked, epochs), TOP, x(marked, epochs), HEIGHT - BOTTOM, "best"));
        }
        for (int i = 0; i < curves.size(); i++) {
            svg.append(draw(curves.get(i), colour(i), epochs, low, high));
        }
        return svg.append("</svg>").toString();
    }

    private static String draw(Curve curve, String colour, int epochs, double low, double high) {
        StringBuilder points = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        for (int i = 0; i < curve.values().size(); i++) {
            double value = curve.values().get(i);
            if (Double.isFinite(value)) {
                String x = String.format(Locale.ROOT, "%.1f", x(i + 1L, epochs));
                String y = String.format(Locale.ROOT, "%.1f", y(value, low, high));
                points.append(x).append(',').append(y).append(' ');
                dots.append(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%s\" cy=\"%s\" r=\"3\"><title>%s, epoch %d: %.5g</title></circle>%n",
                        x,
                        y,
                        Html.escape(curve.name()),
                        i + 1,
                        value));
            }
        }
        return "<g class=\"" + colour + "\"><polyline points=\"" + points + "\"/>\n" + dots + "</g>\n";
    }

    private static String colour(int curve) {
        return "curve" + (curve % COLOURS + 1);
    }

    /** The names of the curves in their colours. */
    String legend() {
        StringBuilder legend = new StringBuilder();
        for (int i = 0; i < curves.size(); i++) {
            legend.append("<span class=\"" + colour(i) + "\">● "
                    + Html.escape(curves.get(i).name()) + "</span> ");
        }
        return marked > 0 ? legend + "<span class=\"note\">┊ best epoch</span>" : legend.toString();
    }

    /** 1, 2 or 5 times a power of ten, of which about {@code parts} go into the range. */
    private static double step(double low, double high, int parts) {
        double rough = Math.max(high - low, Math.max(Math.abs(high) * 1e-3, 1e-9)) / parts;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        return DoubleStream.of(1, 2, 5, 10)
                .map(factor -> factor * power)
                .filter(step -> step >= rough * 0.999)
                .findFirst()
                .orElse(10 * power);
    }

    private static String label(double value, double step) {
        int digits = Math.clamp(-(long) Math.floor(Math.log10(step)), 0, 9);
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static double x(long epoch, int epochs) {
        return LEFT + (double) (WIDTH - LEFT - RIGHT) * (epochs == 1 ? 0.5 : (epoch - 1.0) / (epochs - 1));
    }

    private static double y(double value, double low, double high) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / (high - low);
    }

    private static String line(double x1, double y1, double x2, double y2, String kind) {
        return String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                kind,
                x1,
                y1,
                x2,
                y2);
    }

    private static String text(double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text);
    }
}

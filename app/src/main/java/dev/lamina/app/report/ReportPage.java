package dev.lamina.app.report;

import dev.lamina.metric.Confusion;
import dev.lamina.metric.Scores;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the page says of a training.
 *
 * @param title its headline
 * @param facts settings and results by their names, in the order of the map
 * @param charts the course of the training
 * @param classNames what the classes are called, from class 0 on
 * @param confusion how often test images of each class were taken for each class
 * @param mistakes the worst of them, the worst first
 */
public record ReportPage(
        String title,
        Map<String, String> facts,
        List<LineChart> charts,
        List<String> classNames,
        Confusion confusion,
        List<Mistake> mistakes) {
    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
            table { border-collapse: collapse; } th, td { padding: .2rem .6rem; text-align: right; }
            th:first-child { text-align: left; } thead th { border-bottom: 1px solid #999; } .facts td { text-align: left; }
            svg { max-width: 100%; height: auto; } svg text { font-size: 12px; fill: #555; }
            .grid { stroke: #ddd; } .best { stroke: #777; stroke-dasharray: 4 4; } .note { color: #777; }
            .scroll { overflow-x: auto; } .sheet { display: flex; flex-wrap: wrap; gap: 1rem; }
            figure { margin: 0; width: 7.5rem; font-size: 13px; } img { width: 84px; height: auto; image-rendering: pixelated; }
            """;

    /** The page. */
    public String toHtml() {
        StringBuilder html =
                new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
                        + Html.escape(title) + "</title>\n<style>" + STYLE + "</style></head><body>\n<h1>"
                        + Html.escape(title)
                        + "</h1>\n<h2>Settings and results</h2>\n<table class=\"facts\">\n");
        facts.forEach((name, value) ->
                html.append("<tr><th>" + Html.escape(name) + "</th><td>" + Html.escape(value) + "</td></tr>\n"));
        html.append("</table>\n");
        for (LineChart chart : charts) {
            html.append("<h2>" + Html.escape(chart.title()) + "</h2>\n<p>" + chart.legend() + "</p>\n" + chart.toSvg()
                    + "\n");
        }
        addConfusion(html);
        addScores(html);
        addMistakes(html);
        return html.append("</body></html>\n").toString();
    }

    private String name(int number) {
        return Html.escape(classNames.get(number));
    }

    private void addConfusion(StringBuilder html) {
        html.append(
                "<h2>Confusion matrix</h2>\n<p class=\"note\">Test images: a row is what they are, a column what they"
                        + " were taken for.</p>\n<div class=\"scroll\"><table class=\"confusion\"><thead><tr><th></th>");
        for (int i = 0; i < confusion.classes(); i++) {
            html.append("<th>" + name(i) + "</th>");
        }
        html.append("</tr></thead>\n");
        for (int label = 0; label < confusion.classes(); label++) {
            html.append("<tr><th>" + name(label) + "</th>");
            for (int taken = 0; taken < confusion.classes(); taken++) {
                double count = confusion.count(label, taken);
                double share = count / Math.max(1, confusion.labelled(label));
                String colour = label == taken ? "45,164,78" : "209,87,11";
                html.append(String.format(
                        Locale.ROOT, "<td style=\"background:rgba(%s,%.3f)\">%.0f</td>", colour, share, count));
            }
            html.append("</tr>\n");
        }
        html.append("</table></div>\n");
    }

    private void addScores(StringBuilder html) {
        html.append("<h2>Classes</h2>\n<table class=\"scores\"><thead><tr><th></th><th>precision</th><th>recall</th>"
                + "<th>F1</th><th>images</th></tr></thead>\n");
        var classification = confusion.classification();
        for (int i = 0; i < confusion.classes(); i++) {
            html.append(row(name(i), classification.classes().get(i)));
        }
        html.append(row("mean of the classes", classification.macro())).append("</table>\n");
    }

    private static String row(String name, Scores scores) {
        return "<tr><th>" + name + "</th><td>" + share(scores.precision()) + "</td><td>" + share(scores.recall())
                + "</td><td>" + share(scores.f1()) + "</td><td>" + Math.round(scores.support()) + "</td></tr>\n";
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4f", value);
    }

    private void addMistakes(StringBuilder html) {
        html.append("<h2>The worst mistakes</h2>\n");
        if (mistakes.isEmpty()) {
            html.append("<p>none</p>\n");
            return;
        }
        html.append("<p class=\"note\">Test images whose class was given the least probability.</p>"
                + "<div class=\"sheet\">\n");
        for (Mistake mistake : mistakes) {
            html.append("<figure><img alt=\"test image " + mistake.number() + "\" src=\""
                    + mistake.image().dataUri() + "\"><figcaption>" + name(mistake.label())
                    + String.format(Locale.ROOT, " (%.2g%%)<br>taken for ", 100 * mistake.probabilityOfLabel())
                    + name(mistake.taken()) + String.format(Locale.ROOT, " (%.0f%%)", 100 * mistake.probability())
                    + "</figcaption></figure>\n");
        }
        html.append("</div>\n");
    }
}

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
 * @param galleries pictures of what goes on in the network
 */
public record ReportPage(
        String title,
        Map<String, String> facts,
        List<LineChart> charts,
        List<String> classNames,
        Confusion confusion,
        List<Mistake> mistakes,
        List<Gallery> galleries) {
    /** The page. */
    public String toHtml() {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>"
                + Html.escape(title) + "</title>\n<style>" + Style.CSS + "</style></head><body>\n<h1>"
                + Html.escape(title)
                + "</h1>\n<h2>Settings and results</h2>\n<dl>\n");
        facts.forEach((name, value) ->
                html.append("<div><dt>" + Html.escape(name) + "</dt><dd>" + Html.escape(value) + "</dd></div>\n"));
        html.append("</dl>\n<div class=\"charts\">\n");
        for (LineChart chart : charts) {
            html.append("<section><h2>" + Html.escape(chart.title()) + "</h2>\n<p class=\"legend\">" + chart.legend()
                    + "</p>\n" + chart.toSvg() + "</section>\n");
        }
        html.append("</div>\n");
        addConfusion(html);
        addScores(html);
        addMistakes(html);
        galleries.forEach(gallery -> html.append(gallery.toHtml()));
        return html.append("</body></html>\n").toString();
    }

    private String name(int number) {
        return Html.escape(classNames.get(number));
    }

    private void addConfusion(StringBuilder html) {
        html.append(
                "<h2>Confusion matrix</h2>\n<p class=\"note\">Test images: a row is what they are, a column what they"
                        + " were taken for; the larger the share of the row, the deeper the colour.</p>\n<div class=\"scroll\"><table class=\"confusion\"><thead><tr><th></th>");
        for (int i = 0; i < confusion.classes(); i++) {
            html.append("<th>" + name(i) + "</th>");
        }
        html.append("</tr></thead>\n");
        for (int label = 0; label < confusion.classes(); label++) {
            html.append("<tr><th>" + name(label) + "</th>");
            for (int taken = 0; taken < confusion.classes(); taken++) {
                double count = confusion.count(label, taken);
                html.append(String.format(
                        Locale.ROOT,
                        "<td class=\"%s\" style=\"--depth:%.3f\">%.0f</td>",
                        label == taken ? "right" : count == 0 ? "none" : "wrong",
                        depth(count, confusion.labelled(label), label == taken),
                        count));
            }
            html.append("</tr>\n");
        }
        html.append("</table></div>\n");
    }

    /** How deep a cell's colour is: the root for mistakes, so that one in a hundred is seen too. */
    private static double depth(double count, double labelled, boolean right) {
        double share = count / Math.max(1, labelled);
        return right ? share : Math.sqrt(share);
    }

    private void addScores(StringBuilder html) {
        html.append(
                "<h2>Classes</h2>\n<div class=\"scroll\"><table class=\"scores\"><thead><tr><th></th><th>precision</th><th>recall</th>"
                        + "<th>F1</th><th>images</th></tr></thead>\n");
        var classification = confusion.classification();
        for (int i = 0; i < confusion.classes(); i++) {
            html.append(row(name(i), classification.classes().get(i)));
        }
        html.append(row("mean of the classes", classification.macro())).append("</table></div>\n");
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
        html.append(
                "<p class=\"note\">Test images whose class was given the least probability: what they are and what they were"
                        + " taken for, each with its probability.</p>"
                        + "<div class=\"sheet\">\n");
        for (Mistake mistake : mistakes) {
            html.append("<figure><img alt=\"test image " + mistake.number() + "\" src=\""
                    + mistake.image().dataUri() + "\"><figcaption><b>" + name(mistake.label())
                    + "</b> (" + percent(mistake.probabilityOfLabel()) + ")<br>taken for <b>" + name(mistake.taken())
                    + "</b> (" + percent(mistake.probability()) + ")"
                    + "</figcaption></figure>\n");
        }
        html.append("</div>\n");
    }

    /** As many digits as tell something: 97%, 0.31%. */
    private static String percent(double probability) {
        double percent = 100 * probability;
        return percent < 0.001 ? "&lt;0.001%" : String.format(Locale.ROOT, percent < 1 ? "%.2g%%" : "%.0f%%", percent);
    }
}

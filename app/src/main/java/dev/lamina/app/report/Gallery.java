package dev.lamina.app.report;

import java.util.List;

/**
 * Pictures of what goes on in a network.
 *
 * @param title what they show
 * @param note how to read them
 * @param width of a picture on the page, in pixels
 * @param rows rows of pictures, each with a caption of its own
 */
public record Gallery(String title, String note, int width, List<Row> rows) {
    /** Pictures that belong together; the caption may be empty. */
    public record Row(String caption, List<Picture> pictures) {
        /** Copies the list. */
        public Row {
            pictures = List.copyOf(pictures);
        }
    }

    /**
     * One of them.
     *
     * @param caption below it, or empty: then {@code what} is told to those alone who do not see it
     */
    public record Picture(String what, String caption, GreyImage image) {}

    /** Copies the list. */
    public Gallery {
        rows = List.copyOf(rows);
    }

    /** A section of the page. */
    String toHtml() {
        StringBuilder html = new StringBuilder(
                "<h2>" + Html.escape(title) + "</h2>\n<p class=\"note\">" + Html.escape(note) + "</p>\n");
        for (Row row : rows) {
            if (!row.caption().isEmpty()) {
                html.append("<h3>" + Html.escape(row.caption()) + "</h3>\n");
            }
            html.append("<div class=\"gallery\" style=\"--width:" + width + "px\">\n");
            for (Picture picture : row.pictures()) {
                html.append("<figure><img alt=\"" + Html.escape(picture.what()) + "\" src=\""
                        + picture.image().dataUri() + "\">");
                if (!picture.caption().isEmpty()) {
                    html.append("<figcaption>" + Html.escape(picture.caption()) + "</figcaption>");
                }
                html.append("</figure>\n");
            }
            html.append("</div>\n");
        }
        return html.toString();
    }
}

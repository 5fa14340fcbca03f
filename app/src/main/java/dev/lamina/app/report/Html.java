package dev.lamina.app.report;

/** Text as HTML wants it. */
final class Html {
    private Html() {}

    /** The text with the characters that mean something in HTML, attributes included, written otherwise. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

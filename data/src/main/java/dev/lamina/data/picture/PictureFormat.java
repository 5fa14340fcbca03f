package dev.lamina.data.picture;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kind of picture, known by a file's first bytes whatever its name. */
enum PictureFormat {
    PNG,
    JPEG,
    GIF,
    BMP;

    /** As many first bytes as {@link #of} and {@link #foreign} look at. */
    static final int PREFIX = 12;

    private record Mark(int at, String bytes, String name) {
        boolean isIn(String first) {
            return first.startsWith(bytes, at);
        }
    }

    /** Those that are met among pictures and not read. */
    private static final List<Mark> FOREIGN = List.of(
            new Mark(8, "WEBP", "WebP"),
            new Mark(4, "ftypavif", "AVIF"),
            new Mark(4, "ftypavis", "AVIF"),
            new Mark(4, "ftyp", "HEIC (or another kind of the ISO base media format)"),
            new Mark(0, "II*\0", "TIFF"),
            new Mark(0, "MM\0*", "TIFF"),
            new Mark(0, "II+\0", "BigTIFF"),
            new Mark(0, "MM\0+", "BigTIFF"),
            new Mark(0, "\0\0\0\fjP  ", "JPEG 2000"),
            new Mark(0, "\u00ffO\u00ffQ", "JPEG 2000"),
            new Mark(0, "\u00ff\n", "JPEG XL"),
            new Mark(0, "\0\0\0\fJXL ", "JPEG XL"),
            new Mark(0, "8BPS", "Photoshop"),
            new Mark(0, "%PDF", "PDF"),
            new Mark(0, "<svg", "SVG"),
            new Mark(0, "<?xml", "XML, perhaps SVG"),
            new Mark(0, "\0\0\1\0", "ICO"),
            new Mark(0, "qoif", "QOI"));

    /** The format that a file with these first bytes has, or null. */
    static @Nullable PictureFormat of(byte[] prefix) {
        var first = new String(prefix, StandardCharsets.ISO_8859_1);
        if (first.startsWith("\u0089PNG")) {
            return PNG;
        }
        if (first.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (first.startsWith("GIF87a") || first.startsWith("GIF89a")) {
            return GIF;
        }
        return first.startsWith("BM") ? BMP : null;
    }

    /** The name of the format that is known to have these first bytes, but not read; or null. */
    static @Nullable String foreign(byte[] prefix) {
        var first = new String(prefix, StandardCharsets.ISO_8859_1);
        return FOREIGN.stream()
                .filter(mark -> mark.isIn(first))
                .map(Mark::name)
                .findFirst()
                .orElse(null);
    }
}

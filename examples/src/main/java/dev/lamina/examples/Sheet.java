package dev.lamina.examples;

import dev.lamina.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/** Grey pictures of one size in rows, as a PNG of 16 greys, which takes half of what 256 do. */
final class Sheet {
    private static final int ZOOM = 2;
    private static final int GAP = 2;
    private static final int BITS = 4;
    private static final int WHITE = (1 << BITS) - 1;

    private final int side;
    private final int columns;
    private final List<float[]> pictures = new ArrayList<>();

    /** A sheet without pictures yet, which are squares. */
    Sheet(int side, int columns) {
        this.side = side;
        this.columns = columns;
    }

    /** Adds pictures from left to right, and rows from top to bottom: [pictures, …] from 0, black, to 1. */
    void add(Tensor added) {
        float[] all = added.floats();
        int size = side * side;
        for (int from = 0; from < all.length; from += size) {
            pictures.add(Arrays.copyOfRange(all, from, from + size));
        }
    }

    /** Writes the file, in place of what there was. */
    void write(String file) {
        int rows = Math.ceilDiv(pictures.size(), columns);
        int step = side * ZOOM + GAP;
        var image = new BufferedImage(columns * step + GAP, rows * step + GAP, BufferedImage.TYPE_BYTE_BINARY, greys());
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.getRaster().setSample(x, y, 0, grey(x - GAP, y - GAP, step));
            }
        }
        try (var out = Files.newOutputStream(Path.of(file))) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("no writer of PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static IndexColorModel greys() {
        byte[] greys = new byte[WHITE + 1];
        for (int i = 0; i <= WHITE; i++) {
            greys[i] = (byte) (255 * i / WHITE);
        }
        return new IndexColorModel(BITS, greys.length, greys, greys, greys);
    }

    /** The pixel there: white between pictures and where there is none. */
    private int grey(int x, int y, int step) {
        int picture = Math.floorDiv(y, step) * columns + Math.floorDiv(x, step);
        int row = Math.floorMod(y, step) / ZOOM;
        int column = Math.floorMod(x, step) / ZOOM;
        if (x < 0 || y < 0 || row >= side || column >= side || picture >= pictures.size()) {
            return WHITE;
        }
        return Math.round(WHITE * Math.clamp(pictures.get(picture)[row * side + column], 0, 1));
    }
}

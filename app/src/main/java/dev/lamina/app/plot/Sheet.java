package dev.lamina.app.plot;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.UnavailableException;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;

/**
 * Charts one below the other.
 *
 * @param charts from the top, one or more
 */
public record Sheet(List<Chart> charts) {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;

    static {
        System.setProperty("java.awt.headless", "true"); // charts are files: no window is wanted, nor a display
    }

    /** Copies the list. */
    public Sheet {
        charts = List.copyOf(charts);
    }

    /** Whether a file's name says that it is PNG or SVG. */
    public static boolean isDrawable(Path file) {
        return isSvg(file) || name(file).endsWith(".png");
    }

    private static boolean isSvg(Path file) {
        return name(file).endsWith(".svg");
    }

    private static String name(Path file) {
        return file.toString().toLowerCase(Locale.ROOT);
    }

    /**
     * Writes the file, with the folders that it lies in.
     *
     * @param file ending in .png or .svg
     * @throws InvalidArgumentException if it ends otherwise
     * @throws UnavailableException if it cannot be written
     */
    public void write(Path file) {
        if (!isDrawable(file)) {
            throw new InvalidArgumentException("a chart is a .png or an .svg, not " + file);
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (isSvg(file)) {
                writeSvg(file);
            } else {
                writePng(file);
            }
        } catch (IOException e) {
            throw UnavailableException.of("cannot write " + file, e);
        }
    }

    private void writePng(Path file) throws IOException {
        var image = new BufferedImage(WIDTH, HEIGHT * charts.size(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        paint(graphics);
        graphics.dispose();
        try (var out = Files.newOutputStream(file)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("no writer of PNG");
            }
        }
    }

    private void writeSvg(Path file) throws IOException {
        var graphics = new SVGGraphics2D(document());
        graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT * charts.size()));
        paint(graphics);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            graphics.stream(out, true);
        }
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own XML parser is not there", e);
        }
    }

    private void paint(Graphics2D graphics) {
        for (int i = 0; i < charts.size(); i++) {
            Graphics2D own = (Graphics2D) graphics.create(0, i * HEIGHT, WIDTH, HEIGHT);
            charts.get(i).paint(own, WIDTH, HEIGHT);
            own.dispose();
        }
    }
}

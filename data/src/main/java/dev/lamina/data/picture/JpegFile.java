package dev.lamina.data.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * How a picture is written as a JPEG file.
 *
 * @param quality from 0 to 100
 * @param isProgressive whether it can be shown before all of it is there
 * @param isSmallest whether more work is spent on making it small
 * @param hasHalvedColours whether colours have half the resolution along both axes
 * @param isPerCentimetre whether the densities are those of a centimetre, not of an inch
 * @param xDensity pixels in that length along rows
 * @param yDensity the same along columns
 * @param xmp what is told about the picture, in Adobe's format; empty for nothing
 */
public record JpegFile(
        int quality,
        boolean isProgressive,
        boolean isSmallest,
        boolean hasHalvedColours,
        boolean isPerCentimetre,
        int xDensity,
        int yDensity,
        String xmp) {
    private static final String FORMAT = "javax_imageio_jpeg_image_1.0";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

    /** How many bytes a segment of the file holds, its own length included. */
    private static final int LONGEST_SEGMENT = 0xffff;

    /** Says whether there is room for what is told about the picture. */
    public boolean hasRoom() {
        return segmentLength() <= LONGEST_SEGMENT;
    }

    private int segmentLength() {
        return 2 + (XMP + xmp).getBytes(StandardCharsets.UTF_8).length;
    }

    /** The file of a picture of 1 channel, grey, or 3, red, green and blue, whose bytes begin at {@code from}. */
    public byte[] of(byte[] pixels, int from, int height, int width, int channels) {
        BufferedImage image = new BufferedImage(
                width, height, channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        byte[] data = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < data.length; i += channels) {
            for (int k = 0; k < channels; k++) {
                data[i + k] = pixels[from + i + channels - 1 - k];
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            JPEGImageWriteParam parameters = (JPEGImageWriteParam) writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(Math.max(quality, 1) / 100f);
            parameters.setProgressiveMode(isProgressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            parameters.setOptimizeHuffmanTables(isSmallest);
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), parameters);
            describe(metadata);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, metadata), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing but memory is written to", e);
        } finally {
            writer.dispose();
        }
        return xmp.isEmpty() ? bytes.toByteArray() : withXmp(bytes.toByteArray());
    }

    private void describe(IIOMetadata metadata) throws IIOInvalidTreeException {
        Node tree = metadata.getAsTree(FORMAT);
        Element density = (Element)
                ((IIOMetadataNode) tree).getElementsByTagName("app0JFIF").item(0);
        density.setAttribute("resUnits", isPerCentimetre ? "2" : "1");
        density.setAttribute("Xdensity", Integer.toString(xDensity));
        density.setAttribute("Ydensity", Integer.toString(yDensity));
        Element brightness = (Element)
                ((IIOMetadataNode) tree).getElementsByTagName("componentSpec").item(0);
        brightness.setAttribute("HsamplingFactor", hasHalvedColours ? "2" : "1");
        brightness.setAttribute("VsamplingFactor", hasHalvedColours ? "2" : "1");
        metadata.setFromTree(FORMAT, tree);
    }

    /** With a segment behind that which tells the densities. */
    private byte[] withXmp(byte[] file) {
        int first = 2 + 2 + ((file[4] & 0xff) << 8 | (file[5] & 0xff));
        byte[] text = (XMP + xmp).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(file, 0, first);
        all.write(0xff);
        all.write(0xe1);
        all.write(segmentLength() >> 8);
        all.write(segmentLength() & 0xff);
        all.writeBytes(text);
        all.write(file, first, file.length - first);
        return all.toByteArray();
    }
}

package dev.lamina.data.picture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** The JDK's own decoders: those that a library on the class path brings would give other pixels. */
final class JdkReader {
    private JdkReader() {}

    /** What is read of an open reader. */
    interface Reading<T> {
        T of(ImageReader reader) throws IOException;
    }

    /** Reads by the JDK's decoder of that format from the stream's beginning on; its warnings go to the list. */
    static <T> T read(String format, ImageInputStream in, List<String> warnings, Reading<T> reading)
            throws IOException {
        in.seek(0);
        var reader = reader(format);
        try {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(in, true, true);
            return reading.of(reader);
        } catch (IIOException e) {
            // The decoder of PNG files wraps whatever it meets.
            if (e.getCause() instanceof OutOfMemoryError memory) {
                throw memory;
            }
            throw e;
        } finally {
            reader.dispose();
        }
    }

    /** As {@link #read(String, ImageInputStream, List, Reading)}, where warnings say nothing that counts. */
    static <T> T read(String format, ImageInputStream in, Reading<T> reading) throws IOException {
        return read(format, in, new ArrayList<>(), reading);
    }

    private static ImageReader reader(String format) throws IOException {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format); readers.hasNext(); ) {
            var reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
                return reader;
            }
        }
        throw new IOException("this Java has no decoder of its own for " + format);
    }
}

package dev.lamina.data.op;

import dev.lamina.graph.OperationSet;
import java.util.Collection;
import java.util.List;

/** The operations that decode pictures, and encode them as JPEG files. */
public final class PictureOperations implements OperationSet {
    /** Made when operations are looked for. */
    public PictureOperations() {}

    @Override
    public Collection<Class<?>> operations() {
        return List.of(
                DecodeJpeg.class,
                DecodePng.class,
                DecodeImage.class,
                EncodeJpeg.class,
                EncodeJpeg.EncodeJpegVariableQuality.class);
    }
}

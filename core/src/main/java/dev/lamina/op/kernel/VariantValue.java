package dev.lamina.op.kernel;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;

/** An element of a {@link DType#VARIANT} tensor that gradients can be made of. */
public interface VariantValue {
    /** The sum of this and another of its kind, part by part. */
    VariantValue plus(VariantValue other);

    /** One of the same form that adds nothing. */
    VariantValue zeros();

    /** One of the elements of a buffer. */
    static VariantValue at(Buffer buffer, int index) {
        if (buffer.objects()[index] instanceof VariantValue value) {
            return value;
        }
        throw new InvalidArgumentException("the variant '" + buffer.objects()[index] + "' has no zeros and no sums");
    }
}

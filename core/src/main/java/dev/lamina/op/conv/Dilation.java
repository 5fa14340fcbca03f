package dev.lamina.op.conv;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * A grey-scale dilation and its gradients: of each channel, the greatest sum of an element of a window and one of a filter.
 *
 * @param strides how far windows lie apart along each axis of the images, 1 for batch and channels
 * @param rates how far the elements of a window lie apart along each axis of the images
 * @param padding {@code VALID} or {@code SAME}
 */
record Dilation(List<Long> strides, List<Long> rates, String padding) {
    /** What is computed of the windows. */
    enum Role {
        RESULT,
        IMAGES,
        FILTERS
    }

    private Windows windows() {
        return new Windows(Windows.IMAGES, strides, padding, List.of(), "NHWC", rates);
    }

    /** The shape of the result. */
    Shape result(ShapeContext c) {
        Windows windows = windows();
        windows.check(c);
        if (padding.equals("EXPLICIT")) {
            throw c.error(
                    "Value for attr 'padding' of \"EXPLICIT\" is not in the list of allowed values: \"SAME\", \"VALID\"");
        }
        Shape images = c.withRank(0, 4, "input");
        Shape filters = c.withRank(1, 3, "filter");
        long depth = images.dim(3);
        if (depth >= 0 && filters.dim(2) >= 0 && depth != filters.dim(2)) {
            throw c.error("input and filter must have the same depth: " + depth + " vs " + filters.dim(2));
        }
        long rows = windows.outputs(c, 0, images.dim(1), filters.dim(0));
        long columns = windows.outputs(c, 1, images.dim(2), filters.dim(1));
        return Shape.of(images.dim(0), rows, columns, Math.max(depth, filters.dim(2)));
    }

    /** Refuses a gradient of the result that has another shape. */
    void checkUpstream(ShapeContext c) {
        Shape result = result(c);
        if (!c.withRank(2, 4, "out_backprop").isCompatibleWith(result)) {
            throw c.error("out_backprop has incompatible size.");
        }
    }

    /** The kernel of a type, of which narrow ones are computed in wider ones. */
    Kernel kernel(KernelContext c, Role role) {
        return switch (c.inputType(0)) {
            case FLOAT32, FLOAT64, INT32, INT64 -> new DilationKernel(c, role, windows());
            default -> Widened.of(c, wide -> kernel(wide, role));
        };
    }
}

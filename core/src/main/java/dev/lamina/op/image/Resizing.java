package dev.lamina.op.image;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import dev.lamina.op.kernel.CastKernel;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the pixels of a picture's two sizes lie over each other, as all that resize have it.
 *
 * @param alignCorners whether the centres of the corners' pixels lie over each other
 * @param halfPixelCenters whether a pixel's centre is half a pixel beyond its place
 */
record Resizing(boolean alignCorners, boolean halfPixelCenters) {
    /** The shape rule of what resizes pictures [batch, height, width, channels] to the size in the second input. */
    List<Shape> shapes(ShapeContext c) {
        checkCenters(c);
        Shape images = c.withRank(0, 4, "input");
        Tensor size = size(c);
        if (images.dim(1) == 0 || images.dim(2) == 0) {
            throw c.error("input image must be of non-zero size");
        }
        long[] dims = size == null ? new long[] {-1, -1} : Integers.of(size);
        return List.of(Shape.of(images.dim(0), dims[0], dims[1], images.dim(3)));
    }

    /** The shape rule of the gradient by a picture that is the second input, given that by the resized one. */
    List<Shape> gradientShapes(ShapeContext c) {
        checkCenters(c);
        Shape grads = c.withRank(0, 4, "input_grad");
        Shape original = c.withRank(1, 4, "original_image");
        if (!Shape.of(grads.dim(0), grads.dim(3)).isCompatibleWith(Shape.of(original.dim(0), original.dim(3)))) {
            throw c.error("batch and channels of the gradient " + grads + " are not those of the image " + original);
        }
        return List.of(original);
    }

    /** Refuses that both are asked for. */
    void checkCenters(ShapeContext c) {
        if (alignCorners && halfPixelCenters) {
            throw c.error("If half_pixel_centers is True, align_corners must be False.");
        }
    }

    /** The height and width that the second input asks for, or {@code null} if they are not known yet. */
    static @Nullable Tensor size(ShapeContext c) {
        Shape size = c.withRank(1, 1, "shape_t");
        if (size.dim(0) >= 0 && size.dim(0) != 2) {
            throw c.error("shape_t must have two elements " + size);
        }
        Tensor value = c.value(1);
        if (value != null && (value.buffer().asLong(0) <= 0 || value.buffer().asLong(1) <= 0)) {
            throw c.error("output dimensions must be positive");
        }
        return value;
    }

    /** How far apart in the input neighbours in the output are. */
    float scale(long in, long out) {
        return alignCorners && out > 1 ? (in - 1) / (float) (out - 1) : in / (float) out;
    }

    /** The place in the input of one in the output. */
    float place(int x, float scale) {
        return halfPixelCenters ? (x + 0.5f) * scale - 0.5f : x * scale;
    }

    /** The nearest pixel in the input. */
    int nearest(int x, float scale, int in) {
        float at = halfPixelCenters ? (x + 0.5f) * scale : x * scale;
        // Ties away from zero, as C's roundf has them; there is nothing below zero.
        double whole = alignCorners ? Math.floor(at + 0.5) : Math.floor(at);
        return (int) Math.clamp(whole, 0, in - 1.0);
    }

    /** Writes for each place in the output the nearest in the input. */
    void nearest(int in, int out, int[] places) {
        float scale = scale(in, out);
        for (int x = 0; x < out; x++) {
            places[x] = nearest(x, scale, in);
        }
    }

    /** The height and width of pictures, as the second input of what resizes. */
    static Output sizeOf(Scope scope, Output images) {
        Shape shape = images.shape();
        if (shape.hasRank() && shape.rank() == 4 && shape.dim(1) >= 0 && shape.dim(2) >= 0) {
            return Const.dims(scope, shape.dim(1), shape.dim(2));
        }
        return Slice.of(scope, dev.lamina.op.array.Shape.of(scope, images), new int[] {1}, new int[] {2});
    }

    /** The pictures as float32: themselves, or in a place of their own where they are of another type. */
    static Function<Buffer, float[]> floats(KernelContext c, int input) {
        if (c.inputType(input) == DType.FLOAT32) {
            return Buffer::floats;
        }
        Buffer wide = c.workspace(DType.FLOAT32, c.inputShape(input));
        CastKernel cast = new CastKernel(wide.size());
        return given -> {
            cast.run(given, wide);
            return wide.floats();
        };
    }
}

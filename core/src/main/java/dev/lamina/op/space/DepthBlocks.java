package dev.lamina.op.space;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.StridedCopy;
import dev.lamina.tensor.Shape;

/** Blocks of images whose places are channels, or are about to be. */
record DepthBlocks(long size, String dataFormat) {
    Shape toDepth(ShapeContext c, Shape input) {
        check(c);
        long height = input.dim(rows());
        long width = input.dim(rows() + 1);
        if ((height >= 0 && height % size != 0) || (width >= 0 && width % size != 0)) {
            throw c.error(
                    "Image height " + height + " and width " + width + " should be divisible by block_size: " + size);
        }
        long depth = input.dim(channels());
        return input.with(rows(), height < 0 ? -1 : height / size)
                .with(rows() + 1, width < 0 ? -1 : width / size)
                .with(channels(), depth < 0 ? -1 : Integers.times(depth, area()));
    }

    Shape toSpace(ShapeContext c, Shape input) {
        check(c);
        long depth = input.dim(channels());
        if (depth >= 0 && depth % area() != 0) {
            throw c.error("Input depth dimension " + depth + " should be divisible by: " + area());
        }
        long height = input.dim(rows());
        long width = input.dim(rows() + 1);
        return input.with(rows(), height < 0 ? -1 : Integers.times(height, size))
                .with(rows() + 1, width < 0 ? -1 : Integers.times(width, size))
                .with(channels(), depth < 0 ? -1 : depth / area());
    }

    private void check(ShapeContext c) {
        if (!dataFormat.equals("NHWC") && !dataFormat.equals("NCHW")) {
            throw c.error("Invalid data format '" + dataFormat + "', NHWC and NCHW are known");
        }
        if (size < 2 || size > Integer.MAX_VALUE) {
            throw c.error("Value for attr 'block_size' of " + size + " must be at least minimum 2, and an int32");
        }
    }

    private long area() {
        return size * size;
    }

    private int rows() {
        return dataFormat.equals("NHWC") ? 1 : 2;
    }

    private int channels() {
        return dataFormat.equals("NHWC") ? 3 : 1;
    }

    Kernel toDepthKernel(KernelContext c) {
        return kernel(c.inputShape(0), true);
    }

    Kernel toSpaceKernel(KernelContext c) {
        return kernel(c.outputShape(0), false);
    }

    private Kernel kernel(Shape space, boolean toDepth) {
        if (space.size() == 0) {
            return (inputs, outputs) -> {};
        }
        int b = (int) size;
        int batch = (int) space.dim(0);
        int height = (int) space.dim(rows()) / b;
        int width = (int) space.dim(rows() + 1) / b;
        int depth = (int) space.dim(channels());
        int row = width * b;
        int image = height * b * row * depth;
        int[] extents;
        int[] ofSpace;
        if (dataFormat.equals("NHWC")) {
            extents = new int[] {batch, height, width, b, b, depth};
            ofSpace = new int[] {image, b * row * depth, b * depth, row * depth, depth, 1};
        } else {
            extents = new int[] {batch, b, b, depth, height, width};
            ofSpace = new int[] {image, row, 1, height * b * row, b * row, b};
        }
        int[] ofDepth = new int[extents.length];
        int stride = 1;
        for (int i = extents.length - 1; i >= 0; i--) {
            ofDepth[i] = stride;
            stride *= extents[i];
        }
        StridedCopy copy =
                toDepth ? new StridedCopy(extents, ofSpace, ofDepth) : new StridedCopy(extents, ofDepth, ofSpace);
        return (inputs, outputs) -> copy.run(inputs[0].array(), 0, outputs[0].array(), 0);
    }
}

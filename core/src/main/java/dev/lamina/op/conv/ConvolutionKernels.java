package dev.lamina.op.conv;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.convolution.ConvolutionDouble;
import dev.lamina.kernel.convolution.ConvolutionFloat;
import dev.lamina.kernel.convolution.ConvolutionInt;
import dev.lamina.kernel.convolution.ConvolutionShape;
import dev.lamina.kernel.convolution.DepthwiseDouble;
import dev.lamina.kernel.convolution.DepthwiseFloat;
import dev.lamina.kernel.convolution.FilterGradientDouble;
import dev.lamina.kernel.convolution.FilterGradientFloat;
import dev.lamina.kernel.convolution.InputGradientDouble;
import dev.lamina.kernel.convolution.InputGradientFloat;
import dev.lamina.kernel.convolution.TapConvolution;
import dev.lamina.kernel.convolution.TapFilterGradient;
import dev.lamina.kernel.product.Finish;
import dev.lamina.op.kernel.FinishingKernel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** The kernels of convolutions with channels in the last axis. */
final class ConvolutionKernels {
    private ConvolutionKernels() {}

    /** A convolution or gradient of float32 that can tell of its elements as they are finished. */
    @FunctionalInterface
    private interface Floats {
        void run(Buffer[] inputs, Buffer[] outputs, @Nullable Finish finish, boolean keep);
    }

    private record Finishing(Floats floats) implements FinishingKernel {
        @Override
        public void run(Buffer[] inputs, Buffer[] outputs) {
            floats.run(inputs, outputs, null, true);
        }

        @Override
        public void run(Buffer[] inputs, Buffer[] outputs, Finish finish, boolean keep) {
            floats.run(inputs, outputs, finish, keep);
        }
    }

    static Kernel of(KernelContext c, Convolution.Role role, ConvolutionShape shape) {
        if (shape.groups() > 1 && shape.groups() == shape.channels()) {
            return depthwise(c, role, shape);
        }
        return switch (c.outputType(0)) {
            case FLOAT32 -> floats(c, role, shape);
            case FLOAT64 -> doubles(c, role, shape);
            default -> ints(role, shape);
        };
    }

    /** A convolution with a group for each channel. */
    static Kernel depthwise(KernelContext c, Convolution.Role role, ConvolutionShape shape) {
        return switch (c.outputType(0)) {
            case FLOAT32 -> depthwise(role, new DepthwiseFloat(shape));
            case FLOAT64 -> depthwise(role, new DepthwiseDouble(shape));
            default -> ints(role, shape);
        };
    }

    private static Kernel depthwise(Convolution.Role role, DepthwiseFloat kernel) {
        return switch (role) {
            case RESULT -> (x, y) -> kernel.run(x[0].floats(), x[1].floats(), y[0].floats());
            case IMAGES -> (x, y) -> kernel.inputGradient(x[1].floats(), x[2].floats(), y[0].floats());
            case FILTERS -> (x, y) -> kernel.filterGradient(x[0].floats(), x[2].floats(), y[0].floats());
        };
    }

    private static Kernel depthwise(Convolution.Role role, DepthwiseDouble kernel) {
        return switch (role) {
            case RESULT -> (x, y) -> kernel.run(x[0].doubles(), x[1].doubles(), y[0].doubles());
            case IMAGES -> (x, y) -> kernel.inputGradient(x[1].doubles(), x[2].doubles(), y[0].doubles());
            case FILTERS -> (x, y) -> kernel.filterGradient(x[0].doubles(), x[2].doubles(), y[0].doubles());
        };
    }

    private static Kernel floats(KernelContext c, Convolution.Role role, ConvolutionShape shape) {
        boolean tells = shape.groups() == 1;
        return switch (role) {
            case RESULT -> {
                ConvolutionFloat kernel = new ConvolutionFloat(shape);
                TapConvolution few = TapConvolution.of(shape);
                yield finishing(tells, (x, y, finish, keep) -> {
                    if (few == null || !few.run(x[0].floats(), x[1].floats(), y[0].floats(), finish)) {
                        kernel.run(x[0].floats(), x[1].floats(), y[0].floats(), finish, keep);
                    }
                });
            }
            case FILTERS -> {
                TapFilterGradient few = TapFilterGradient.of(shape);
                if (few != null) {
                    Buffer room = c.workspace(c.outputType(0), Shape.of(few.room()));
                    yield finishing(
                            tells,
                            (x, y, finish, keep) ->
                                    few.run(x[0].floats(), x[2].floats(), y[0].floats(), room.floats(), finish));
                }
                FilterGradientFloat kernel = new FilterGradientFloat(shape);
                yield finishing(
                        tells,
                        (x, y, finish, keep) -> kernel.run(x[0].floats(), x[2].floats(), y[0].floats(), finish, keep));
            }
            case IMAGES -> {
                InputGradientFloat kernel = new InputGradientFloat(shape);
                TapConvolution few = TapConvolution.ofInputGradient(shape);
                Buffer room = room(c);
                yield finishing(tells && shape.hasUnitStrides(), (x, y, finish, keep) -> {
                    if (few == null || !few.runReversed(x[2].floats(), x[1].floats(), y[0].floats(), finish)) {
                        kernel.run(x[1].floats(), x[2].floats(), y[0].floats(), room.floats(), finish, keep);
                    }
                });
            }
        };
    }

    private static Kernel finishing(boolean tells, Floats floats) {
        return tells ? new Finishing(floats) : (x, y) -> floats.run(x, y, null, true);
    }

    /** Room for the filters turned round. */
    private static Buffer room(KernelContext c) {
        return c.workspace(c.outputType(0), c.inputShape(1));
    }

    private static Kernel doubles(KernelContext c, Convolution.Role role, ConvolutionShape shape) {
        return switch (role) {
            case RESULT -> {
                ConvolutionDouble kernel = new ConvolutionDouble(shape);
                yield (x, y) -> kernel.run(x[0].doubles(), x[1].doubles(), y[0].doubles(), null, true);
            }
            case FILTERS -> {
                FilterGradientDouble kernel = new FilterGradientDouble(shape);
                yield (x, y) -> kernel.run(x[0].doubles(), x[2].doubles(), y[0].doubles(), null, true);
            }
            case IMAGES -> {
                InputGradientDouble kernel = new InputGradientDouble(shape);
                Buffer room = room(c);
                yield (x, y) -> kernel.run(x[1].doubles(), x[2].doubles(), y[0].doubles(), room.doubles(), null, true);
            }
        };
    }

    private static Kernel ints(Convolution.Role role, ConvolutionShape shape) {
        ConvolutionInt kernel = new ConvolutionInt(shape);
        return switch (role) {
            case RESULT -> (x, y) -> kernel.run(x[0].ints(), x[1].ints(), y[0].ints());
            case IMAGES -> (x, y) -> kernel.inputGradient(x[1].ints(), x[2].ints(), y[0].ints());
            case FILTERS -> throw new AssertionError("no filters' gradient of integers");
        };
    }
}

package dev.lamina.op.conv;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The grey-scale dilation of images of shape [batch, height, width, channels] with filters of shape [height, width, channels]: of each channel, the
 * greatest sum of an element of a window and one of the filter.
 *
 * @param strides how far windows lie apart along each axis of the images, 1 for batch and channels
 * @param rates how far the elements of a window lie apart along each axis of the images
 * @param padding {@code VALID} or {@code SAME}
 */
@OpDef(
        inputs = {"input: T", "filter: T"},
        outputs = "output: T",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32}",
            "strides: list(int)",
            "rates: list(int)",
            "padding: string"
        })
public record Dilation2D(List<Long> strides, List<Long> rates, String padding) implements Op {
    /** Adds a dilation. */
    public static Output of(
            Scope scope, Operand input, Operand filter, List<Long> strides, List<Long> rates, String padding) {
        return scope.output(new Dilation2D(strides, rates, padding), input, filter);
    }

    private Dilation dilation() {
        return new Dilation(strides, rates, padding);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(dilation().result(c));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return dilation().kernel(c, Dilation.Role.RESULT);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output g = c.upstream(0);
        return List.of(
                Dilation2DBackpropInput.of(scope, c.input(0), c.input(1), g, this),
                Dilation2DBackpropFilter.of(scope, c.input(0), c.input(1), g, this));
    }

    /** The gradient by the input: that of each result goes to the element that its sum comes from. */
    @OpDef(
            inputs = {"input: T", "filter: T", "out_backprop: T"},
            outputs = "in_backprop: T",
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32}",
                "strides: list(int)",
                "rates: list(int)",
                "padding: string"
            })
    public record Dilation2DBackpropInput(List<Long> strides, List<Long> rates, String padding) implements Op {
        /** Adds the gradient of a dilation. */
        public static Output of(Scope scope, Operand input, Operand filter, Operand outBackprop, Dilation2D dilation) {
            Op op = new Dilation2DBackpropInput(dilation.strides, dilation.rates, dilation.padding);
            return scope.output(op, input, filter, outBackprop);
        }

        private Dilation dilation() {
            return new Dilation(strides, rates, padding);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            dilation().checkUpstream(c);
            return c.sameAsInput();
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return dilation().kernel(c, Dilation.Role.IMAGES);
        }

        static List<Sample> samples() {
            List<Long> ones = List.of(1L, 1L, 1L, 1L);
            Op op = new Dilation2DBackpropInput(ones, ones, "VALID");
            Tensor x = Tensor.wrap(new float[] {1, 5, 2, 4, 3, 9}, 1, 2, 3, 1);
            Tensor w = Tensor.wrap(new float[] {0, 1, 3.5f, 0.5f}, 2, 2, 1);
            Tensor g = Tensor.wrap(new float[] {1, 10}, 1, 1, 2, 1);
            return List.of(
                    Sample.rough(op, x, w, g).gives(Tensor.wrap(new float[] {0, 0, 0, 1, 0, 10}, 1, 2, 3, 1)),
                    // Of two sums as great, the first.
                    Sample.rough(
                                    op,
                                    Tensor.wrap(new float[] {7, 7, 1}, 1, 1, 3, 1),
                                    Tensor.wrap(new float[] {1, 1}, 1, 2, 1),
                                    g)
                            .gives(Tensor.wrap(new float[] {1, 10, 0}, 1, 1, 3, 1)),
                    Sample.refused(
                            "out_backprop has incompatible size.", op, x, w, Tensor.wrap(new float[3], 1, 1, 3, 1)));
        }
    }

    /** The gradient by the filter. */
    @OpDef(
            inputs = {"input: T", "filter: T", "out_backprop: T"},
            outputs = "filter_backprop: T",
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32}",
                "strides: list(int)",
                "rates: list(int)",
                "padding: string"
            })
    public record Dilation2DBackpropFilter(List<Long> strides, List<Long> rates, String padding) implements Op {
        /** Adds the gradient of a dilation. */
        public static Output of(Scope scope, Operand input, Operand filter, Operand outBackprop, Dilation2D dilation) {
            Op op = new Dilation2DBackpropFilter(dilation.strides, dilation.rates, dilation.padding);
            return scope.output(op, input, filter, outBackprop);
        }

        private Dilation dilation() {
            return new Dilation(strides, rates, padding);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            dilation().checkUpstream(c);
            return List.of(c.shape(1));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return dilation().kernel(c, Dilation.Role.FILTERS);
        }

        static List<Sample> samples() {
            List<Long> ones = List.of(1L, 1L, 1L, 1L);
            Op op = new Dilation2DBackpropFilter(ones, ones, "VALID");
            Tensor x = Tensor.wrap(new float[] {1, 5, 2, 4, 3, 9}, 1, 2, 3, 1);
            Tensor w = Tensor.wrap(new float[] {0, 1, 3.5f, 0.5f}, 2, 2, 1);
            Tensor g = Tensor.wrap(new float[] {1, 10}, 1, 1, 2, 1);
            return List.of(
                    Sample.rough(op, x, w, g).gives(Tensor.wrap(new float[] {0, 0, 1, 10}, 2, 2, 1)),
                    Sample.refused(
                            "out_backprop has incompatible size.", op, x, w, Tensor.wrap(new float[3], 1, 1, 3, 1)));
        }
    }

    static List<Sample> samples() {
        List<Long> ones = List.of(1L, 1L, 1L, 1L);
        List<Long> twos = List.of(1L, 2L, 2L, 1L);
        Dilation2D valid = new Dilation2D(ones, ones, "VALID");
        Dilation2D same = new Dilation2D(twos, ones, "SAME");
        Dilation2D apart = new Dilation2D(ones, twos, "VALID");
        Tensor x = Tensor.wrap(new float[] {1, 5, 2, 4, 3, 9}, 1, 2, 3, 1);
        Tensor w = Tensor.wrap(new float[] {0, 1, 3.5f, 0.5f}, 2, 2, 1);
        Tensor line = Tensor.wrap(new float[] {1, 2}, 1, 2, 1);
        return List.of(
                Sample.of(valid, x, w).gives(Tensor.wrap(new float[] {7.5f, 9.5f}, 1, 1, 2, 1)),
                Sample.of(same, x, w).gives(Tensor.wrap(new float[] {7.5f, 12.5f}, 1, 1, 2, 1)),
                Sample.of(apart, x, line).gives(Tensor.wrap(new float[] {4, 11}, 1, 2, 1, 1)),
                Sample.of(
                                valid,
                                Tensor.wrap(new double[] {1, 5, 2, 40}, 1, 1, 2, 2),
                                Tensor.wrap(new double[] {1, 3}, 1, 1, 2))
                        .gives(Tensor.wrap(new double[] {2, 8, 3, 43}, 1, 1, 2, 2)),
                Sample.rough(
                                valid,
                                Tensor.wrap(new int[] {1, 5, 2}, 1, 1, 3, 1),
                                Tensor.wrap(new int[] {1, 1}, 1, 2, 1))
                        .gives(Tensor.wrap(new int[] {6, 6}, 1, 1, 2, 1)),
                Sample.rough(
                                valid,
                                Tensor.wrap(new float[] {1, Float.NaN, 2}, 1, 1, 3, 1),
                                Tensor.wrap(new float[] {1, 1}, 1, 2, 1))
                        .gives(Tensor.wrap(new float[] {2, 3}, 1, 1, 2, 1)),
                Sample.refused("input and filter must have the same depth: 1 vs 2", valid, x, new float[1][2][2]),
                Sample.refused("filter must have rank 3", valid, x, x),
                Sample.refused(
                        "requires the stride attribute to contain 4 values",
                        new Dilation2D(List.of(1L), ones, "VALID"),
                        x,
                        w));
    }
}

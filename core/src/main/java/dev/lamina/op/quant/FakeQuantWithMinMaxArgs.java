package dev.lamina.op.quant;

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
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as quantisation leaves them: clamped to a range and rounded to one of 2^num_bits levels. The gradient passes within the range.
 *
 * @param min the least of the range
 * @param max the greatest; the range is moved a little so that 0 is a level
 * @param numBits from 2 to 16
 * @param narrowRange whether there is a level less
 */
@OpDef(
        inputs = "inputs: float",
        outputs = "outputs: float",
        attrs = {"min: float = -6", "max: float = 6", "num_bits: int = 8", "narrow_range: bool = false"})
public record FakeQuantWithMinMaxArgs(float min, float max, long numBits, boolean narrowRange) implements Op {
    /** Adds the operation, with 8 bits. */
    public static Output of(Scope scope, Operand inputs, float min, float max) {
        return scope.output(new FakeQuantWithMinMaxArgs(min, max, 8, false), inputs);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        check(c, min, max, numBits);
        return c.sameAsInput();
    }

    private static void check(ShapeContext c, float min, float max, long numBits) {
        if (!(min < max)) {
            throw c.error("min has to be smaller than max, was: " + min + " >= " + max);
        }
        Levels.checkBits(c, numBits);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Levels levels = Levels.of(min, max, numBits, narrowRange);
        return Elementwise.aligned(c, (inputs, output, from, to) -> {
            float[] x = (float[]) inputs[0];
            float[] y = (float[]) output;
            for (int i = from; i < to; i++) {
                y[i] = levels.nearest(x[i]);
            }
        });
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Op op = new FakeQuantWithMinMaxArgsGradient(min, max, numBits, narrowRange);
        return List.of(c.scope().output(op, c.upstream(0), c.input(0)));
    }

    /** The gradient of {@link FakeQuantWithMinMaxArgs}, whose attributes it has. */
    @OpDef(
            inputs = {"gradients: float", "inputs: float"},
            outputs = "backprops: float",
            attrs = {"min: float = -6", "max: float = 6", "num_bits: int = 8", "narrow_range: bool = false"})
    public record FakeQuantWithMinMaxArgsGradient(float min, float max, long numBits, boolean narrowRange)
            implements Op {
        /** Adds the gradient of one with 8 bits. */
        public static Output of(Scope scope, Operand gradients, Operand inputs, float min, float max) {
            return scope.output(new FakeQuantWithMinMaxArgsGradient(min, max, 8, false), gradients, inputs);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            check(c, min, max, numBits);
            if (!c.shape(0).isCompatibleWith(c.shape(1))) {
                throw c.error("gradient and input must be the same size");
            }
            return List.of(c.shape(0).merge(c.shape(1)));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            Levels levels = Levels.of(min, max, numBits, narrowRange);
            return Elementwise.aligned(c, (inputs, output, from, to) -> {
                float[] g = (float[]) inputs[0];
                float[] x = (float[]) inputs[1];
                float[] y = (float[]) output;
                for (int i = from; i < to; i++) {
                    y[i] = levels.has(x[i]) ? g[i] : 0;
                }
            });
        }

        static List<Sample> samples() {
            FakeQuantWithMinMaxArgsGradient op = new FakeQuantWithMinMaxArgsGradient(-10, 53.75f, 8, false);
            float[] x = {-10.1f, -10, 53.75f, 53.8f, Float.NaN};
            return List.of(
                    Sample.rough(op, new float[] {1, 2, 3, 4, 5}, x).gives((Object) new float[] {0, 2, 3, 0, 0}),
                    Sample.refused("gradient and input must be the same size", op, new float[2], new float[3]));
        }
    }

    static List<Sample> samples() {
        FakeQuantWithMinMaxArgs quarters = new FakeQuantWithMinMaxArgs(-10, 53.75f, 8, false);
        return List.of(
                Sample.rough(quarters, (Object) new float[] {-10.1f, -10, -9.9f, -9.75f, 0, 53.5f, 53.7f, 54})
                        .gives((Object) new float[] {-10, -10, -10, -9.75f, 0, 53.5f, 53.75f, 53.75f}),
                // The range from -0.1 to 127.4 is moved to one from 0 to 127.5, whose levels are halves.
                Sample.rough(new FakeQuantWithMinMaxArgs(-0.1f, 127.4f, 8, false), (Object)
                                new float[] {-0.1f, 0, 0.2f, 0.5f, 127.6f})
                        .gives((Object) new float[] {0, 0, 0, 0.5f, 127.5f}),
                Sample.rough(new FakeQuantWithMinMaxArgs(-7, 7, 4, true), (Object)
                                new float[] {-8, -2.4f, 0.6f, Float.POSITIVE_INFINITY})
                        .gives((Object) new float[] {-7, -2, 1, 7}),
                Sample.refused("min has to be smaller than max", new FakeQuantWithMinMaxArgs(1, 1, 8, false), 1f),
                Sample.refused("num_bits must be between 2 and 16", new FakeQuantWithMinMaxArgs(0, 1, 17, false), 1f));
    }
}

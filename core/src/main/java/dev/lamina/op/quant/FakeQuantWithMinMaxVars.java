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
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As {@link FakeQuantWithMinMaxArgs}, with the range in two scalars, by which there are gradients: those of what was clamped.
 *
 * @param numBits from 2 to 16
 * @param narrowRange whether there is a level less
 */
@OpDef(
        inputs = {"inputs: float", "min: float", "max: float"},
        outputs = "outputs: float",
        attrs = {"num_bits: int = 8", "narrow_range: bool = false"})
public record FakeQuantWithMinMaxVars(long numBits, boolean narrowRange) implements Op {
    /** Adds the operation, with 8 bits. */
    public static Output of(Scope scope, Operand inputs, Operand min, Operand max) {
        return scope.output(new FakeQuantWithMinMaxVars(8, false), inputs, min, max);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Levels.checkBits(c, numBits);
        c.withRank(1, 0, "min");
        c.withRank(2, 0, "max");
        return c.sameAsInput();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return FakeQuantWithMinMaxVarsPerChannel.quantised(c, 1, numBits, narrowRange);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Op op = new FakeQuantWithMinMaxVarsGradient(numBits, narrowRange);
        List<Output> inputs = List.of(c.upstream(0), c.input(0), c.input(1), c.input(2));
        return List.copyOf(c.scope().node(op, inputs).outputs());
    }

    /** The gradients of {@link FakeQuantWithMinMaxVars}, whose attributes it has. */
    @OpDef(
            inputs = {"gradients: float", "inputs: float", "min: float", "max: float"},
            outputs = {"backprops_wrt_input: float", "backprop_wrt_min: float", "backprop_wrt_max: float"},
            attrs = {"num_bits: int = 8", "narrow_range: bool = false"})
    public record FakeQuantWithMinMaxVarsGradient(long numBits, boolean narrowRange) implements Op {
        /** Adds the gradients of one with 8 bits: by the inputs, the least and the greatest. */
        public static List<Output> of(Scope scope, Operand gradients, Operand inputs, Operand min, Operand max) {
            return scope.node(new FakeQuantWithMinMaxVarsGradient(8, false), List.of(gradients, inputs, min, max))
                    .outputs();
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            Levels.checkBits(c, numBits);
            if (!c.shape(0).isCompatibleWith(c.shape(1))) {
                throw c.error("gradient and input must be the same size");
            }
            c.withRank(2, 0, "min");
            c.withRank(3, 0, "max");
            return List.of(c.shape(0).merge(c.shape(1)), Shape.scalar(), Shape.scalar());
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return FakeQuantWithMinMaxVarsPerChannel.slopes(c, 1, numBits, narrowRange);
        }

        static List<Sample> samples() {
            float[] x = {-10.1f, -10, 53.75f, 53.8f, -20};
            return List.of(
                    Sample.rough(
                                    new FakeQuantWithMinMaxVarsGradient(8, false),
                                    new float[] {1, 2, 3, 4, 5},
                                    x,
                                    -10f,
                                    53.75f)
                            .gives(new float[] {0, 2, 3, 0, 0}, 6f, 4f),
                    Sample.rough(
                                    new FakeQuantWithMinMaxVarsGradient(8, false),
                                    new float[] {1, 2},
                                    new float[] {5, 6},
                                    0f,
                                    0f)
                            .gives(new float[] {1, 2}, 0f, 0f),
                    Sample.refused(
                            "gradient and input must be the same size",
                            new FakeQuantWithMinMaxVarsGradient(8, false),
                            new float[2],
                            new float[3],
                            0f,
                            1f));
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(
                                new FakeQuantWithMinMaxVars(8, false),
                                new float[][] {{-10.1f, -9.9f}, {53.7f, 54}},
                                -10f,
                                53.75f)
                        .gives((Object) new float[][] {{-10, -10}, {53.75f, 53.75f}}),
                Sample.rough(new FakeQuantWithMinMaxVars(4, true), new float[] {-8, -2.4f, 0.6f}, -7f, 7f)
                        .gives((Object) new float[] {-7, -2, 1}),
                Sample.rough(new FakeQuantWithMinMaxVars(8, false), new float[] {5, -6}, 0f, 0f)
                        .gives((Object) new float[] {0, 0}),
                Sample.refused(
                        "min must have rank 0", new FakeQuantWithMinMaxVars(8, false), new float[2], new float[1], 1f));
    }
}

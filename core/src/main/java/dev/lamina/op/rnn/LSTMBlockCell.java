package dev.lamina.op.rnn;

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
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.kernel.Widened;
import dev.lamina.op.linalg.MatMul;
import dev.lamina.op.nn.BiasAddGrad;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a long short-term memory: {@code [i, ci, f, o] = [x, h_prev] w + b}; {@code i = sigmoid(i + cs_prev wci)}, {@code f =
 * sigmoid(f + forget_bias + cs_prev wcf)}, {@code ci = tanh(ci)}, {@code cs = ci i + cs_prev f}, {@code o = sigmoid(o + cs wco)},
 * {@code co = tanh(cs)}, {@code h = co o}.
 *
 * <p>x is [batch, inputs], the states and all results are [batch, units], w is [inputs + units, 4 units]. As in TensorFlow, gradients
 * flow from cs and h alone, and pass what was clipped.
 *
 * @param forgetBias added to the forget gate
 * @param cellClip the most that a state is, either way; 0 or less for no bound
 * @param usePeephole whether the gates see the states, by wci, wcf and wco
 */
@OpDef(
        inputs = {"x: T", "cs_prev: T", "h_prev: T", "w: T", "wci: T", "wcf: T", "wco: T", "b: T"},
        outputs = {"i: T", "cs: T", "f: T", "o: T", "ci: T", "co: T", "h: T"},
        attrs = {"forget_bias: float = 1.0", "cell_clip: float = 3.0", "use_peephole: bool = false", "T: {half, float}"
        })
public record LSTMBlockCell(float forgetBias, float cellClip, boolean usePeephole) implements Op {
    /** Adds a step; its seven outputs. */
    public static List<Output> of(
            Scope scope,
            Operand x,
            Operand csPrev,
            Operand hPrev,
            Operand w,
            Operand wci,
            Operand wcf,
            Operand wco,
            Operand b,
            float forgetBias,
            float cellClip,
            boolean usePeephole) {
        return scope.node(
                        new LSTMBlockCell(forgetBias, cellClip, usePeephole),
                        List.of(x, csPrev, hPrev, w, wci, wcf, wco, b))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Collections.nCopies(7, LstmSizes.check(c, 0));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return LstmForward.of(c, 0, GateOrder.ICFO, forgetBias, cellClip, usePeephole);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        List<Output> operands = new ArrayList<>(c.node().inputs());
        operands.addAll(c.node().outputs().subList(0, 6));
        operands.add(c.upstream(1));
        operands.add(c.upstream(6));
        List<Output> gradients =
                scope.node(new LSTMBlockCellGrad(usePeephole), operands).outputs();
        Output gates = gradients.get(1);
        Output x = c.input(0);
        Output h = c.input(2);
        List<Output> sides = Sides.of(scope, MatMul.of(scope, gates, c.input(3), false, true), x, h);
        Output w = MatMul.of(scope, ConcatV2.of(scope, List.of(x, h), 1), gates, true, false);
        return List.of(
                sides.get(0),
                gradients.get(0),
                sides.get(1),
                w,
                gradients.get(2),
                gradients.get(3),
                gradients.get(4),
                BiasAddGrad.of(scope, gates, "NHWC"));
    }

    static List<Sample> samples() {
        LSTMBlockCell op = new LSTMBlockCell(0, 0, false);
        float[][] none = {{0}};
        float[] zero = {0};
        float[][] w = {{0, 0, 0, 0}, {0, 0, 0, 0}};
        float[] b = {0, 1, 0, 0};
        float half = 0.5f;
        float tanh = 0.7615942f;
        return List.of(
                Sample.rough(op, none, none, none, w, zero, zero, zero, b)
                        .gives(
                                new float[][] {{half}},
                                new float[][] {{tanh / 2}},
                                new float[][] {{half}},
                                new float[][] {{half}},
                                new float[][] {{tanh}},
                                new float[][] {{0.36339948f}},
                                new float[][] {{0.18169974f}}),
                Sample.rough(
                                new LSTMBlockCell(0, 0.25f, true),
                                none,
                                new float[][] {{2}},
                                none,
                                w,
                                new float[] {1},
                                new float[] {-1},
                                new float[] {4},
                                b)
                        .gives(
                                new float[][] {{0.880797f}},
                                new float[][] {{0.25f}},
                                new float[][] {{0.11920292f}},
                                new float[][] {{0.7310586f}},
                                new float[][] {{tanh}},
                                new float[][] {{0.24491866f}},
                                new float[][] {{0.1790499f}}),
                Sample.refused(
                        "cs_prev.dims(0) != batch_size: 2 vs. 1",
                        op,
                        none,
                        new float[2][1],
                        none,
                        w,
                        zero,
                        zero,
                        zero,
                        b),
                Sample.refused(
                        "w.dim_size(0) != input_size + cell_size: 2 vs. 3",
                        op,
                        new float[1][2],
                        none,
                        none,
                        w,
                        zero,
                        zero,
                        zero,
                        b),
                Sample.refused("x must have rank 2", op, zero, none, none, w, zero, zero, zero, b));
    }

    /**
     * The gradients of a {@link LSTMBlockCell} by cs_prev, by the four gates before their functions, and by the peepholes.
     *
     * @param usePeephole whether the gates see the states
     */
    @OpDef(
            inputs = {
                "x: T",
                "cs_prev: T",
                "h_prev: T",
                "w: T",
                "wci: T",
                "wcf: T",
                "wco: T",
                "b: T",
                "i: T",
                "cs: T",
                "f: T",
                "o: T",
                "ci: T",
                "co: T",
                "cs_grad: T",
                "h_grad: T"
            },
            outputs = {"cs_prev_grad: T", "dicfo: T", "wci_grad: T", "wcf_grad: T", "wco_grad: T"},
            attrs = {"use_peephole: bool", "T: {half, float}"})
    public record LSTMBlockCellGrad(boolean usePeephole) implements Op {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            Shape state = LstmSizes.check(c, 0);
            LstmSizes.requireStates(c, 8, 16, state);
            long units = state.dim(1);
            Shape peephole = Shape.of(units);
            return List.of(state, Shape.of(state.dim(0), units < 0 ? -1 : 4 * units), peephole, peephole, peephole);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            if (c.outputType(0) != DType.FLOAT32) {
                return Widened.of(c, this::kernel);
            }
            LstmSizes sizes = LstmSizes.of(c, 0);
            LstmBackward backward = new LstmBackward(c, sizes, GateOrder.ICFO, usePeephole);
            Buffer later = c.workspace(DType.FLOAT32, Shape.of(sizes.batch(), sizes.units()));
            return (in, out) -> {
                for (Buffer output : out) {
                    Arrays.fill(output.floats(), 0, output.size(), 0f);
                }
                Arrays.fill(later.floats(), 0, later.size(), 0f);
                float[] gates = out[1].floats();
                backward.run(in, 0, gates, later.floats(), out[0].floats());
                backward.peepholes(in, 0, gates, out[2].floats(), out[3].floats(), out[4].floats());
            };
        }

        static List<Sample> samples() {
            LSTMBlockCellGrad op = new LSTMBlockCellGrad(true);
            float[][] zero = {{0}};
            float[][] half = {{0.5f}};
            float[][] one = {{1}};
            float[][] two = {{2}};
            float[][] w = {{0, 0, 0, 0}, {0, 0, 0, 0}};
            float[] v = {1};
            float[] b = {0, 0, 0, 0};
            return List.of(
                    Sample.rough(
                                    op,
                                    zero,
                                    two,
                                    zero,
                                    w,
                                    v,
                                    v,
                                    new float[] {4},
                                    b,
                                    half,
                                    one,
                                    half,
                                    half,
                                    half,
                                    half,
                                    one,
                                    two)
                            .gives(
                                    new float[][] {{3.09375f}},
                                    new float[][] {{0.34375f, 1.03125f, 1.375f, 0.25f}},
                                    new float[] {0.6875f},
                                    new float[] {2.75f},
                                    new float[] {0.25f}),
                    Sample.refused(
                            "states and their gradients must be of shape [1,1], but input 8 is [1,2]",
                            op,
                            zero,
                            two,
                            zero,
                            w,
                            v,
                            v,
                            v,
                            b,
                            new float[1][2],
                            one,
                            half,
                            half,
                            half,
                            half,
                            one,
                            two));
        }
    }
}

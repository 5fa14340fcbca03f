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
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A long short-term memory over a sequence: each step is that of a {@link LSTMBlockCell}, its gates in the order I, C, F, O.
 *
 * <p>x is [time, batch, inputs], the states at first are [batch, units], and the results are [time, batch, units]. From {@code
 * seq_len_max} on the results are 0. Gradients flow from cs and h alone.
 *
 * @param forgetBias added to the forget gate
 * @param cellClip the most that a state is, either way; 0 or less for no bound
 * @param usePeephole whether the gates see the states, by wci, wcf and wco
 */
@OpDef(
        inputs = {"seq_len_max: int64", "x: T", "cs_prev: T", "h_prev: T", "w: T", "wci: T", "wcf: T", "wco: T", "b: T"
        },
        outputs = {"i: T", "cs: T", "f: T", "o: T", "ci: T", "co: T", "h: T"},
        attrs = {"forget_bias: float = 1.0", "cell_clip: float = 3.0", "use_peephole: bool = false", "T: {half, float}"
        })
public record BlockLSTM(float forgetBias, float cellClip, boolean usePeephole) implements Op {
    /** Adds a sequence; its seven outputs. */
    public static List<Output> of(
            Scope scope,
            Operand seqLenMax,
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
                        new BlockLSTM(forgetBias, cellClip, usePeephole),
                        List.of(seqLenMax, x, csPrev, hPrev, w, wci, wcf, wco, b))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return shapesOfSequence(c);
    }

    /** The shapes of a sequence's results. */
    static List<Shape> shapesOfSequence(ShapeContext c) {
        requireLength(c);
        return Collections.nCopies(7, LstmSizes.check(c, 1));
    }

    private static void requireLength(ShapeContext c) {
        if (!c.shape(0).isCompatibleWith(Shape.scalar())) {
            throw c.error("seq_len_max must be rank 0 but its shape is " + c.shape(0));
        }
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return LstmForward.of(c, 1, GateOrder.ICFO, forgetBias, cellClip, usePeephole);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return gradientOfSequence(c, new BlockLSTMGrad(usePeephole));
    }

    /** The gradients by all operands, none by the length. */
    static List<@Nullable Output> gradientOfSequence(GradientContext c, Op gradient) {
        List<Output> operands = new ArrayList<>(c.node().inputs());
        operands.addAll(c.node().outputs());
        operands.add(c.upstream(1));
        operands.add(c.upstream(6));
        List<@Nullable Output> all = new ArrayList<>();
        all.add(null);
        all.addAll(c.scope().node(gradient, operands).outputs());
        return all;
    }

    static List<Sample> samples() {
        float[] v = {0};
        float[][] w = {{1, 0.5f, -1, 2}, {0.5f, 1, 2, -1}};
        float[] b = {0.1f, 0.2f, 0.3f, 0.4f};
        float[][][] x = {{{1}}, {{-2}}};
        float[][] cs = {{0.5f}};
        float[][] h = {{-0.5f}};
        BlockLSTM op = new BlockLSTM(1, 0, false);
        return List.of(
                Sample.rough(op, 2L, x, cs, h, w, v, v, v, b)
                        .gives(
                                new float[][][] {{{0.7005671f}}, {{0.14677416f}}},
                                new float[][][] {{{0.30418077f}}, {{0.22775806f}}},
                                new float[][][] {{{0.33181223f}}, {{0.9793562f}}},
                                new float[][][] {{{0.9478464f}}, {{0.02023812f}}},
                                new float[][][] {{{0.19737533f}}, {{-0.4778994f}}},
                                new float[][][] {{{0.29513392f}}, {{0.22389989f}}},
                                new float[][][] {{{0.27974164f}}, {{0.0045313127f}}}),
                Sample.refused("seq_len_max must be rank 0", op, new long[2], x, cs, h, w, v, v, v, b),
                Sample.refused("h_prev.dims(0) != batch_size: 2 vs. 1", op, 2L, x, cs, new float[2][1], w, v, v, v, b),
                Sample.refused("x must have rank 3", op, 2L, w, cs, h, w, v, v, v, b));
    }

    /**
     * The gradients of a {@link BlockLSTM}.
     *
     * @param usePeephole whether the gates see the states
     */
    @OpDef(
            inputs = {
                "seq_len_max: int64", "x: T", "cs_prev: T", "h_prev: T", "w: T", "wci: T", "wcf: T", "wco: T", "b: T",
                "i: T", "cs: T", "f: T", "o: T", "ci: T", "co: T", "h: T", "cs_grad: T", "h_grad: T"
            },
            outputs = {
                "x_grad: T",
                "cs_prev_grad: T",
                "h_prev_grad: T",
                "w_grad: T",
                "wci_grad: T",
                "wcf_grad: T",
                "wco_grad: T",
                "b_grad: T"
            },
            attrs = {"use_peephole: bool", "T: {half, float}"})
    public record BlockLSTMGrad(boolean usePeephole) implements Op {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            return shapesOfGradients(c);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return LstmGradients.of(c, GateOrder.ICFO, usePeephole);
        }

        static List<Sample> samples() {
            return samplesOfGradients(new BlockLSTMGrad(true), new float[] {0.34375f, 1.03125f, 1.375f, 0.25f});
        }
    }

    /** The shapes of the gradients: those of the operands. */
    static List<Shape> shapesOfGradients(ShapeContext c) {
        requireLength(c);
        LstmSizes.requireStates(c, 9, 18, LstmSizes.check(c, 1));
        List<Shape> shapes = new ArrayList<>();
        for (int i = 1; i < 9; i++) {
            shapes.add(c.shape(i));
        }
        return shapes;
    }

    /** A single step, whose gates have these gradients. */
    static List<Sample> samplesOfGradients(Op op, float[] gates) {
        float[][] cs = {{2}};
        float[][][] half = {{{0.5f}}};
        float[][][] one = {{{1}}};
        float[][][] two = {{{2}}};
        float[][][] x = {{{3}}};
        float[][] h = {{-1}};
        float[][] w = {{1, 0, 0, 0}, {0, 0, 0, 2}};
        float[] v = {1};
        float[] wco = {4};
        float[] b = new float[4];
        float[][] dw = new float[2][4];
        for (int k = 0; k < 4; k++) {
            dw[0][k] = 3 * gates[k];
            dw[1][k] = -gates[k];
        }
        return List.of(
                Sample.rough(op, 1L, x, cs, h, w, v, v, wco, b, half, one, half, half, half, half, half, one, two)
                        .gives(
                                new float[][][] {{{0.34375f}}},
                                new float[][] {{3.09375f}},
                                new float[][] {{0.5f}},
                                dw,
                                new float[] {0.6875f},
                                new float[] {2.75f},
                                new float[] {0.25f},
                                gates),
                Sample.refused(
                        "must be of shape [1,1,1], but input 9 is [2,1,1]",
                        op,
                        1L,
                        x,
                        cs,
                        h,
                        w,
                        v,
                        v,
                        wco,
                        b,
                        new float[2][1][1],
                        one,
                        half,
                        half,
                        half,
                        half,
                        half,
                        one,
                        two));
    }
}

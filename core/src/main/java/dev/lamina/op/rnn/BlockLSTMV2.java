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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A long short-term memory over a sequence as {@link BlockLSTM}, its gates in the order I, F, C, O, and nothing added to the forget
 * gate.
 *
 * @param cellClip the most that a state is, either way; 0 or less for no bound
 * @param usePeephole whether the gates see the states, by wci, wcf and wco
 */
@OpDef(
        inputs = {"seq_len_max: int64", "x: T", "cs_prev: T", "h_prev: T", "w: T", "wci: T", "wcf: T", "wco: T", "b: T"
        },
        outputs = {"i: T", "cs: T", "f: T", "o: T", "ci: T", "co: T", "h: T"},
        attrs = {"cell_clip: float = 0.0", "use_peephole: bool = false", "T: {half, float}"})
public record BlockLSTMV2(float cellClip, boolean usePeephole) implements Op {
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
            float cellClip,
            boolean usePeephole) {
        return scope.node(
                        new BlockLSTMV2(cellClip, usePeephole),
                        List.of(seqLenMax, x, csPrev, hPrev, w, wci, wcf, wco, b))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return BlockLSTM.shapesOfSequence(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return LstmForward.of(c, 1, GateOrder.IFCO, 0, cellClip, usePeephole);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return BlockLSTM.gradientOfSequence(c, new BlockLSTMGradV2(usePeephole));
    }

    static List<Sample> samples() {
        float[] v = {0};
        float[][] w = {{1, 0.5f, -1, 2}, {0.5f, 1, 2, -1}};
        float[] b = {0.1f, 0.2f, 0.3f, 0.4f};
        float[][][] x = {{{1}}, {{-2}}};
        float[][] cs = {{0.5f}};
        float[][] h = {{-0.5f}};
        BlockLSTMV2 op = new BlockLSTMV2(0, false);
        return List.of(
                Sample.rough(op, 2L, x, cs, h, w, v, v, v, b)
                        .gives(
                                new float[][][] {{{0.7005671f}}, {{0.111842245f}}},
                                new float[][][] {{{-0.38039985f}}, {{0.011386145f}}},
                                new float[][][] {{{0.549834f}}, {{0.2415647f}}},
                                new float[][][] {{{0.9478464f}}, {{0.037116174f}}},
                                new float[][][] {{{-0.93540907f}}, {{0.92341965f}}},
                                new float[][][] {{{-0.36305466f}}, {{0.011385652f}}},
                                new float[][][] {{{-0.3441201f}}, {{0.00042259187f}}}),
                Sample.rough(op, 0L, x, cs, h, w, v, v, v, b).gives((Object[]) new float[7][2][1][1]),
                Sample.refused("b.dim_size(0) != cell_size * 4: 5 vs. 4", op, 2L, x, cs, h, w, v, v, v, new float[5]));
    }

    /**
     * The gradients of a {@link BlockLSTMV2}.
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
    public record BlockLSTMGradV2(boolean usePeephole) implements Op {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            return BlockLSTM.shapesOfGradients(c);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return LstmGradients.of(c, GateOrder.IFCO, usePeephole);
        }

        static List<Sample> samples() {
            return BlockLSTM.samplesOfGradients(
                    new BlockLSTMGradV2(true), new float[] {0.34375f, 1.375f, 1.03125f, 0.25f});
        }
    }
}

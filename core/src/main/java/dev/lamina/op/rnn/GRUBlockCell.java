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
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.linalg.MatMul;
import dev.lamina.op.nn.BiasAddGrad;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a gated recurrent unit: {@code [r, u] = sigmoid([x, h_prev] w_ru + b_ru)}, {@code c = tanh([x, h_prev r] w_c + b_c)},
 * {@code h = (1 - u) c + u h_prev}.
 *
 * <p>x is [batch, inputs], the state and all results are [batch, units], w_ru is [inputs + units, 2 units], w_c is [inputs + units,
 * units]. As in TensorFlow, gradients flow from h alone.
 */
@OpDef(
        inputs = {"x: T", "h_prev: T", "w_ru: T", "w_c: T", "b_ru: T", "b_c: T"},
        outputs = {"r: T", "u: T", "c: T", "h: T"},
        attrs = "T: {float}")
public record GRUBlockCell() implements Op {
    /** Adds a step; its four outputs. */
    public static List<Output> of(
            Scope scope, Operand x, Operand hPrev, Operand wRu, Operand wC, Operand bRu, Operand bC) {
        return scope.node(new GRUBlockCell(), List.of(x, hPrev, wRu, wC, bRu, bC))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Collections.nCopies(4, check(c));
    }

    /** Checks the operands and gives the shape of a state. */
    private static Shape check(ShapeContext c) {
        Shape x = c.withRank(0, 2, "x");
        Shape h = c.withRank(1, 2, "h_prev");
        Shape wRu = c.withRank(2, 2, "w_ru");
        Shape wC = c.withRank(3, 2, "w_c");
        Shape bRu = c.withRank(4, 1, "b_ru");
        Shape bC = c.withRank(5, 1, "b_c");
        long batch = LstmSizes.known(x.dim(0), h.dim(0));
        LstmSizes.require(c, "h_prev.dims(0)", h.dim(0), "batch_size", batch);
        long units = LstmSizes.known(h.dim(1), wC.dim(1), bC.dim(0));
        if (units >= 0) {
            LstmSizes.require(c, "w_ru.dim_size(1)", wRu.dim(1), "cell_size * 2", 2 * units);
            LstmSizes.require(c, "w_c.dim_size(1)", wC.dim(1), "cell_size", units);
            LstmSizes.require(c, "b_ru.dim_size(0)", bRu.dim(0), "cell_size * 2", 2 * units);
            LstmSizes.require(c, "b_c.dim_size(0)", bC.dim(0), "cell_size", units);
            if (x.dim(1) >= 0) {
                long both = x.dim(1) + units;
                LstmSizes.require(c, "w_ru.dim_size(0)", wRu.dim(0), "input_size + cell_size", both);
                LstmSizes.require(c, "w_c.dim_size(0)", wC.dim(0), "input_size + cell_size", both);
            }
        }
        return Shape.of(batch, units);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new GruForward(c);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        List<Output> operands = new ArrayList<>(c.node().inputs());
        operands.addAll(c.node().outputs().subList(0, 3));
        operands.add(c.upstream(3));
        List<Output> gradients = scope.node(new GRUBlockCellGrad(), operands).outputs();
        Output x = c.input(0);
        Output h = c.input(1);
        Output candidate = gradients.get(2);
        Output gates = gradients.get(3);
        Output seen = ConcatV2.of(scope, List.of(x, h), 1);
        Output kept = ConcatV2.of(scope, List.of(x, Mul.of(scope, h, c.output(0))), 1);
        return List.of(
                gradients.get(0),
                gradients.get(1),
                MatMul.of(scope, seen, gates, true, false),
                MatMul.of(scope, kept, candidate, true, false),
                BiasAddGrad.of(scope, gates, "NHWC"),
                BiasAddGrad.of(scope, candidate, "NHWC"));
    }

    static List<Sample> samples() {
        GRUBlockCell op = new GRUBlockCell();
        float[][] x = {{1}};
        float[][] h = {{0.5f}};
        float[][] wRu = {{0, 1}, {2, 0}};
        float[][] wC = {{1}, {-1}};
        float[] bRu = {-1, -1};
        float[] bC = {0.25f};
        return List.of(
                Sample.rough(op, x, h, wRu, wC, bRu, bC)
                        .gives(
                                new float[][] {{0.5f}},
                                new float[][] {{0.5f}},
                                new float[][] {{0.7615942f}},
                                new float[][] {{0.6307971f}}),
                Sample.refused("w_ru.dim_size(1) != cell_size * 2: 1 vs. 2", op, x, h, wC, wC, bRu, bC),
                Sample.refused("h_prev.dims(0) != batch_size: 2 vs. 1", op, x, new float[2][1], wRu, wC, bRu, bC));
    }

    /** The gradients of a {@link GRUBlockCell} by x, by h_prev, by c before its function, and by r and u before theirs. */
    @OpDef(
            inputs = {"x: T", "h_prev: T", "w_ru: T", "w_c: T", "b_ru: T", "b_c: T", "r: T", "u: T", "c: T", "d_h: T"},
            outputs = {"d_x: T", "d_h_prev: T", "d_c_bar: T", "d_r_bar_u_bar: T"},
            attrs = "T: {float}")
    public record GRUBlockCellGrad() implements Op {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            Shape state = check(c);
            LstmSizes.requireStates(c, 6, 10, state);
            long units = state.dim(1);
            Shape x = c.withRank(0, 2, "x");
            return List.of(
                    Shape.of(state.dim(0), x.dim(1)), state, state, Shape.of(state.dim(0), units < 0 ? -1 : 2 * units));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return new GruBackward(c);
        }

        static List<Sample> samples() {
            float[][] half = {{0.5f}};
            float[][] wRu = {{0, 1}, {2, 0}};
            float[][] wC = {{1}, {-1}};
            float[] two = {0, 0};
            return List.of(Sample.rough(
                            new GRUBlockCellGrad(),
                            new float[][] {{1}},
                            new float[][] {{2}},
                            wRu,
                            wC,
                            two,
                            new float[] {0},
                            half,
                            half,
                            half,
                            new float[][] {{8}})
                    .gives(new float[][] {{6}}, new float[][] {{-0.5f}}, new float[][] {{3}}, new float[][] {{-1.5f, 3}
                    }));
        }
    }
}

package dev.lamina.op.reduce;

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
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Widened;
import dev.lamina.op.logic.Equal;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The n-th smallest element of each row along the last axis, counted from 0.
 *
 * @param reverse whether it is the n-th largest
 */
@OpDef(
        inputs = {"input: T", "n: int32"},
        outputs = "values: T",
        attrs = {
            "reverse: bool = false",
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}"
        })
public record NthElement(boolean reverse) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, Operand n, boolean reverse) {
        return scope.output(new NthElement(reverse), input, n);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape shape = c.shape(0);
        c.withRank(1, 0, "N");
        Tensor n = c.peek(1);
        if (!shape.hasRank()) {
            return List.of(shape);
        }
        if (shape.rank() == 0) {
            throw c.error("Input must be >= 1-D, got shape " + shape);
        }
        String problem = n == null ? null : problem(n.longValue(), shape.dim(-1));
        if (problem != null) {
            throw c.error(problem);
        }
        return List.of(shape.slice(0, shape.rank() - 1));
    }

    private static @Nullable String problem(long n, long columns) {
        if (n < 0) {
            return "n must be non-negative, got " + n;
        }
        return columns >= 0 && n >= columns ? "Input must have at least n+1 = " + (n + 1) + " columns" : null;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return switch (c.inputType(0)) {
            case FLOAT32, FLOAT64, INT32, INT64 -> sorting(c);
            case UINT64 -> Widened.ordered(c, this::sorting);
            default -> Widened.of(c, this::kernel);
        };
    }

    private Kernel sorting(KernelContext c) {
        int columns = (int) c.inputShape(0).dim(-1);
        int rows = c.outputShape(0).size();
        Object row = c.workspace(c.inputType(0), Shape.of(columns)).array();
        return (inputs, outputs) -> {
            int n = inputs[1].ints()[0];
            String problem = problem(n, columns);
            if (problem != null) {
                throw c.error(problem);
            }
            for (int i = 0; i < rows; i++) {
                System.arraycopy(inputs[0].array(), i * columns, row, 0, columns);
                switch (row) {
                    case float[] floats -> Arrays.sort(floats, 0, columns);
                    case double[] doubles -> Arrays.sort(doubles, 0, columns);
                    case int[] ints -> Arrays.sort(ints, 0, columns);
                    default -> Arrays.sort((long[]) row, 0, columns);
                }
                System.arraycopy(row, reverse ? columns - 1 - n : n, outputs[0].array(), i, 1);
            }
        };
    }

    /** Equal parts for all elements that are it. */
    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output last = Const.of(scope, -1);
        Output chosen = Cast.of(
                scope,
                Equal.of(scope, ExpandDims.of(scope, c.output(0), last), c.input(0)),
                c.input(0).dtype());
        Output number = Sum.of(scope, chosen, last, true);
        Output share = RealDiv.of(scope, chosen, number);
        return Arrays.asList(Mul.of(scope, share, ExpandDims.of(scope, c.upstream(0), last)), null);
    }

    static List<Sample> samples() {
        float[][] x = {{4, 1, 3, 2}, {-1, 7, 5, 6}};
        return List.of(
                Sample.of(new NthElement(false), x, 1).gives((Object) new float[] {2, 5}),
                Sample.of(new NthElement(true), x, 0).gives((Object) new float[] {4, 7}),
                Sample.rough(new NthElement(false), new byte[] {3, -3, 3}, 2).gives((byte) 3),
                Sample.rough(new NthElement(false), Tensor.of(new long[] {-1, 5}, DType.UINT64), 0)
                        .gives(Tensor.of(5L, DType.UINT64)),
                Sample.refused("Input must have at least n+1 = 5 columns", new NthElement(false), x, 4),
                Sample.refused("n must be non-negative, got -1", new NthElement(false), x, -1),
                Sample.refused("Input must be >= 1-D", new NthElement(false), 1f, 0));
    }
}

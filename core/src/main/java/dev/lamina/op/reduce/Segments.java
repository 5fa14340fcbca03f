package dev.lamina.op.reduce;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.kernel.Fold;
import dev.lamina.op.kernel.Reduction;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.Strides;
import dev.lamina.op.kernel.Widened;
import dev.lamina.op.logic.Equal;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operations on segments have in common: neighbouring slices of {@code data} with the same id, the ids ascending. */
final class Segments {
    private Segments() {}

    /** The shape rule: a slice for each id up to the last. */
    static List<Shape> shapes(ShapeContext c) {
        Shape data = c.shape(0);
        Shape ids = c.withRank(1, 1, "segment_ids");
        if (!data.hasRank()) {
            return List.of(Shape.unknown());
        }
        if (data.rank() == 0 || !ids.isCompatibleWith(data.slice(0, 1))) {
            throw c.error("segment_ids should be the same size as dimension 0 of input: " + ids + " vs. " + data);
        }
        Tensor value = c.peek(1);
        long count = value == null ? -1 : value.size() == 0 ? 0 : last(c, value) + 1;
        return List.of(Shape.of(count).concat(data.slice(1, data.rank())));
    }

    private static long last(ShapeContext c, Tensor ids) {
        long last = ids.buffer().asLong(ids.size() - 1);
        if (last < 0) {
            throw c.error("segment ids must be >= 0");
        }
        if (last >= Integer.MAX_VALUE) {
            throw c.error("the last segment id is " + last + ": there are at most " + Integer.MAX_VALUE + " segments");
        }
        return last;
    }

    /** The slices of a segment folded in their order; zeros where there is none. */
    static Kernel kernel(KernelContext c, Reduction.Loop loop) {
        return kernel(c, loop, 0);
    }

    /** As {@link #kernel(KernelContext, Reduction.Loop)}, of a loop that depends on the order of the elements. */
    static Kernel ordered(KernelContext c, Reduction.Loop loop) {
        long zero = c.inputType(0) == DType.UINT64 ? Widened.ZERO_IN_ORDER : 0;
        return Widened.ordered(c, wide -> kernel(wide, loop, zero));
    }

    private static Kernel kernel(KernelContext c, Reduction.Loop loop, long zero) {
        return switch (c.inputType(0)) {
            case FLOAT32, FLOAT64, INT32 ->
                folds(c, loop.step(c), c.outputType(0).newArray(1));
            case INT64 -> folds(c, loop.step(c), new long[] {zero});
            default -> Widened.of(c, wide -> kernel(wide, loop, zero));
        };
    }

    private static Kernel folds(KernelContext c, Fold.Step step, Object zero) {
        int rows = c.inputShape(1).size();
        int n = Strides.count(c.inputShape(0), 1, c.inputShape(0).rank());
        long segments = c.outputShape(0).dim(0);
        return (inputs, outputs) -> {
            Object data = inputs[0].array();
            Object result = outputs[0].array();
            long previous = -1;
            for (int row = 0; row < rows; row++) {
                long id = inputs[1].asLong(row);
                if (id < previous || id < 0 || id >= segments) {
                    throw c.error(id < 0 ? "segment ids must be >= 0" : "segment ids are not increasing");
                }
                if (id == previous) {
                    step.run(data, row * n, result, (int) id * n, n);
                } else {
                    Spread.run(zero, 0, result, (int) (previous + 1) * n, (int) (id - previous - 1) * n);
                    System.arraycopy(data, row * n, result, (int) id * n, n);
                }
                previous = id;
            }
        };
    }

    /** The gradient of the greatest or the least: equal parts for all elements that are it. */
    static List<@Nullable Output> gradientOfExtremes(GradientContext c) {
        Scope scope = c.scope();
        Output x = c.input(0);
        Output ids = c.input(1);
        Output chosen = Cast.of(scope, Equal.of(scope, GatherV2.of(scope, c.output(0), ids), x), x.dtype());
        Output number = GatherV2.of(scope, SegmentSum.of(scope, chosen, ids), ids);
        Output share = RealDiv.of(scope, chosen, number);
        return Arrays.asList(Mul.of(scope, share, GatherV2.of(scope, c.upstream(0), ids)), null);
    }
}

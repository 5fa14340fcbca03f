package dev.lamina.op.reduce;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Maximum;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.kernel.Fold;
import dev.lamina.op.kernel.Reduction;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.Strides;
import dev.lamina.op.kernel.Widened;
import dev.lamina.op.logic.Equal;
import dev.lamina.op.logic.Greater;
import dev.lamina.op.logic.SelectV2;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
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

    /** As {@link #shapes}, of an operation that is told how many segments there are. */
    static List<Shape> counted(ShapeContext c) {
        Shape data = c.shape(0);
        Shape ids = c.withRank(1, 1, "segment_ids");
        c.withRank(2, 0, "num_segments");
        if (data.hasRank() && (data.rank() == 0 || !ids.isCompatibleWith(data.slice(0, 1)))) {
            throw c.error("segment_ids should be the same size as dimension 0 of input: " + ids + " vs. " + data);
        }
        return UnsortedSegments.shapes(c);
    }

    /** The slices of a segment folded in their order; elements that are {@code identity} where there is none. */
    static Kernel kernel(KernelContext c, Reduction.Loop loop, int identity) {
        return kernel(c, loop, Tensor.of(identity, c.inputType(0)).buffer());
    }

    /** As {@link #kernel(KernelContext, Reduction.Loop, int)}, of a loop that depends on the order of the elements. */
    static Kernel ordered(KernelContext c, Reduction.Loop loop, Object identity) {
        DType type = c.inputType(0);
        Buffer first = Tensor.wrap(type, identity, Shape.of(1)).buffer();
        return Widened.ordered(c, wide -> {
            if (type == DType.UINT64) {
                first.longs()[0] ^= Widened.ZERO_IN_ORDER;
            }
            return kernel(wide, loop, first);
        });
    }

    private static Kernel kernel(KernelContext c, Reduction.Loop loop, Buffer identity) {
        return switch (c.inputType(0)) {
            case FLOAT32, FLOAT64, INT32, INT64 -> {
                Buffer wide = Buffer.allocate(c.inputType(0), Shape.of(1));
                if (identity.dtype() == DType.UINT64) {
                    wide.longs()[0] = identity.longs()[0];
                } else {
                    Conversion.run(identity, wide, 0, 1);
                }
                yield folds(c, loop.step(c), wide.array());
            }
            default -> Widened.of(c, wide -> kernel(wide, loop, identity));
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
            Spread.run(zero, 0, result, (int) (previous + 1) * n, (int) (segments - previous - 1) * n);
        };
    }

    /** The gradient of the greatest or the least: equal parts for all elements that are it. */
    static List<@Nullable Output> gradientOfExtremes(GradientContext c) {
        Scope scope = c.scope();
        Output x = c.input(0);
        Output ids = c.input(1);
        Output isChosen = Equal.of(scope, x, GatherV2.of(scope, c.output(0), ids));
        Output chosen = Cast.of(scope, isChosen, x.dtype());
        Output number = c.node().inputs().size() == 2
                ? SegmentSum.of(scope, chosen, ids)
                : SegmentSum.SegmentSumV2.of(scope, chosen, ids, c.input(2));
        Output shares = RealDiv.of(scope, c.upstream(0), Maximum.of(scope, number, Const.of(scope, 1, x.dtype())));
        shares = GatherV2.of(scope, shares, ids);
        Output byData = SelectV2.of(scope, isChosen, shares, Const.of(scope, 0, x.dtype()));
        return withoutOthers(c, byData);
    }

    /** A gradient by the data alone. */
    static List<@Nullable Output> withoutOthers(GradientContext c, Output byData) {
        List<@Nullable Output> gradients = new ArrayList<>(c.none());
        gradients.set(0, byData);
        return gradients;
    }

    /**
     * The gradient of products by the data: the product of the others, which is that of all divided by the element itself or, if that is
     * the only 0 of its segment, that of all but the zeros. Its own gradient lacks what flows to a 0.
     */
    static Output gradientOfProducts(
            GradientContext c, UnaryOperator<Output> sum, UnaryOperator<Output> product, UnaryOperator<Output> gather) {
        Scope scope = c.scope();
        Output x = c.input(0);
        Output zero = Const.of(scope, 0, x.dtype());
        Output isZero = Equal.of(scope, x, zero);
        Output zeros = sum.apply(Cast.of(scope, isZero, DType.INT32));
        Output isLost = Greater.of(scope, zeros, Const.of(scope, 1));
        Output upstream = SelectV2.of(scope, isLost, zero, c.upstream(0));
        Output withOnes = SelectV2.of(scope, isZero, Const.of(scope, 1, x.dtype()), x);
        Output rest = product.apply(withOnes);
        Output divided = RealDiv.of(scope, gather.apply(c.output(0)), withOnes);
        Output others = SelectV2.of(scope, isZero, gather.apply(rest), divided);
        return Mul.of(scope, gather.apply(upstream), others);
    }
}

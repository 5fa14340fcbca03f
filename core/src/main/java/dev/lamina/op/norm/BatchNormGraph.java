package dev.lamina.op.norm;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.arithmetic.SquaredDifference;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.Transpose;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Rsqrt;
import dev.lamina.op.reduce.Mean;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of batch normalisation written in other operations, which have gradients of their own. As TensorFlow has it, the
 * moments that the gradient is given count as what they were made of: in training the input, else nothing.
 */
final class BatchNormGraph {
    private final GradientContext c;
    private final Scope scope;
    private final BatchNorm norm;
    private final Output axes;

    BatchNormGraph(GradientContext c, BatchNorm norm) {
        this.c = c;
        this.norm = norm;
        scope = c.scope();
        axes = Const.of(scope.named("axes"), IntStream.range(0, norm.rank() - 1).toArray());
    }

    /** By all inputs of the gradient, given what is upstream of its first three results. */
    List<@Nullable Output> gradients() {
        Output g = rows(c.input(0));
        Output x = rows(c.input(1));
        Output scale = c.input(2);
        Output mean = norm.isTraining() ? mean(x) : c.input(3);
        Output variance = norm.isTraining() ? mean(SquaredDifference.of(scope, x, mean)) : c.input(4);
        Output raised = Add.of(scope, variance, Const.of(scope.named("epsilon"), norm.epsilon()));
        Output precision = Rsqrt.of(scope, raised);
        Output centered = Sub.of(scope, x, mean);
        Output product = Mul.of(scope, g, centered);
        Output along = g;
        if (norm.isTraining()) {
            Output slope = RealDiv.of(scope, mean(product), raised);
            along = Sub.of(scope, Sub.of(scope, g, mean(g)), Mul.of(scope, centered, slope));
        }
        Output byX = back(Mul.of(scope, along, Mul.of(scope, scale, precision)));
        Output byScale = Mul.of(scope, precision, Sum.of(scope, product, axes, false));
        Output byOffset = Sum.of(scope, g, axes, false);
        List<@Nullable Output> gradients = new ArrayList<>(c.gradients(
                scope,
                List.of(byX, byScale, byOffset),
                List.of(c.input(0), c.input(1), scale),
                List.of(c.upstream(0), c.upstream(1), c.upstream(2))));
        while (gradients.size() < c.node().inputs().size()) {
            gradients.add(null);
        }
        return gradients;
    }

    private Output mean(Output x) {
        return Mean.of(scope, x, axes, false);
    }

    /** As float32, with the channels last. */
    private Output rows(Output x) {
        Output wide = x.dtype() == DType.FLOAT32 ? x : Cast.of(scope, x, DType.FLOAT32);
        return norm.isChannelsFirst() ? Transpose.of(scope, wide, permutation(true)) : wide;
    }

    private Output back(Operand rows) {
        Output x = norm.isChannelsFirst() ? Transpose.of(scope, rows, permutation(false)) : rows.asOutput();
        DType type = c.input(1).dtype();
        return type == DType.FLOAT32 ? x : Cast.of(scope, x, type);
    }

    private int[] permutation(boolean toLast) {
        int rank = norm.rank();
        return IntStream.range(0, rank)
                .map(axis -> {
                    if (axis == 0) {
                        return 0;
                    }
                    return toLast ? axis % (rank - 1) + 1 : axis == 1 ? rank - 1 : axis - 1;
                })
                .toArray();
    }
}

package dev.lamina.loss;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.reduce.Sum;
import java.util.ArrayList;
import java.util.List;

/**
 * A weight for each class, from which each example gets that of its class: rare classes can be made to count for more.
 * What it gives are the weights of a {@link WeightedLoss}.
 *
 * @param weights of the classes in their order
 */
public record ClassWeights(List<Float> weights) {
    /** Copies the weights. */
    public ClassWeights {
        weights = List.copyOf(weights);
        if (weights.isEmpty()) {
            throw new InvalidArgumentException("there is no class without weights");
        }
    }

    /** The weights of the classes in their order. */
    public static ClassWeights of(float... weights) {
        List<Float> list = new ArrayList<>();
        for (float weight : weights) {
            list.add(weight);
        }
        return new ClassWeights(list);
    }

    /**
     * Adds the weights of examples whose labels are numbers of classes.
     *
     * @param labels int32 or int64, of any shape
     * @return float32, of the shape of the labels; a number beyond the classes is an error of the run
     */
    public Output ofClasses(Scope scope, Operand labels) {
        Scope own = scope.nested("class_weights");
        return GatherV2.of(own.itself(), constant(own), labels, Const.of(own.named("axis"), 0));
    }

    /**
     * Adds the weights of examples whose labels are distributions over the classes, such as one-hot vectors: the
     * expected weight.
     *
     * @param labels of [rows, classes]
     * @return of [rows], in the type of the labels, or float32 if they are integers
     */
    public Output ofDistributions(Scope scope, Operand labels) {
        Scope own = scope.nested("class_weights");
        Output given = labels.asOutput();
        boolean isFloating = given.dtype().isFloating();
        Output constant = constant(own);
        Output right = isFloating ? given : WeightedLoss.cast(own, given, constant.dtype());
        return Sum.of(own, Mul.of(own, right, WeightedLoss.cast(own, constant, right.dtype())), -1);
    }

    private Output constant(Scope own) {
        float[] values = new float[weights.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = weights.get(i);
        }
        return Const.of(own.named("weights"), values);
    }
}

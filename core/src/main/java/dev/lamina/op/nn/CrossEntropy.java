package dev.lamina.op.nn;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.flow.Const;
import dev.lamina.op.reduce.Sum;

/** What the two cross entropies of a softmax share: the gradient by the logits. */
final class CrossEntropy {
    private CrossEntropy() {}

    /** The gradient by the logits, of the loss and of the second output, which is the loss's own gradient. */
    static Output byLogits(GradientContext c) {
        Scope scope = c.scope();
        Output byLoss = Mul.of(scope, column(scope, c.upstream(0)), c.output(1));
        if (!c.hasUpstream(1)) {
            return byLoss;
        }
        Output g = c.upstream(1);
        Output softmax = Softmax.of(scope, c.input(0));
        Output mean = Sum.of(scope, Mul.of(scope, g, softmax), Const.of(scope, -1), true);
        return Add.of(scope, byLoss, Mul.of(scope, Sub.of(scope, g, mean), softmax));
    }

    /** A vector as a column. */
    static Output column(Scope scope, Output vector) {
        return ExpandDims.of(scope, vector, -1);
    }
}

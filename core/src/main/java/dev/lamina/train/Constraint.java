package dev.lamina.train;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.DivNoNan;
import dev.lamina.op.arithmetic.Maximum;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Sqrt;
import dev.lamina.op.math.Square;
import dev.lamina.op.reduce.Sum;
import java.util.stream.IntStream;

/**
 * What a variable has to be after each step of an optimizer: the nearest value that fulfils it takes the place of what the
 * optimizer wrote, within the same step.
 *
 * <p>The order is fixed: all gradients are of the variables before the step; then a variable is updated; then its
 * constraint holds; whatever depends on the step sees it constrained.
 */
@FunctionalInterface
public interface Constraint {
    /** The graph's collection of variables with their constraints. */
    String COLLECTION = "constraints";

    /** Adds the operations that give the value nearest to {@code weights} that fulfils the constraint. */
    Output of(Scope scope, Operand weights);

    /**
     * Has every optimizer that updates the variable from now on keep this constraint.
     *
     * @throws InvalidArgumentException if the variable has one already
     */
    default void keep(Variable variable) {
        var graph = variable.ref().node().graph();
        if (Constrained.of(variable) != null) {
            throw new InvalidArgumentException(variable + " has a constraint already");
        }
        graph.addToCollection(COLLECTION, new Constrained(variable, this));
    }

    /**
     * The incoming weights of each unit, a column of a kernel, have a Euclidean norm of at most {@code limit}: longer ones
     * are scaled down to it, others stay the same bits. Of a tensor all axes but the last belong together; a vector is one
     * unit's.
     *
     * @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava et al. 2014, section 5.1</a>
     */
    static Constraint maxNorm(float limit) {
        if (!(limit > 0)) {
            throw new InvalidArgumentException("the limit of a norm must be positive, got " + limit);
        }
        return (scope, weights) -> {
            Scope own = scope.nested("max_norm");
            Output most = Const.of(own.named("limit"), limit, weights.asOutput().dtype());
            Output scale = RealDiv.of(own, most, Maximum.of(own, norms(own, weights), most));
            return Mul.of(own, weights, scale);
        };
    }

    /** No weight is below 0: negative ones become 0. */
    static Constraint nonNegative() {
        return (scope, weights) -> {
            Scope own = scope.nested("non_negative");
            return Maximum.of(
                    own,
                    weights,
                    Const.of(own.named("zero"), 0f, weights.asOutput().dtype()));
        };
    }

    /** The incoming weights of each unit have a Euclidean norm of 1, where they are not all 0. */
    static Constraint unitNorm() {
        return (scope, weights) -> {
            Scope own = scope.nested("unit_norm");
            return DivNoNan.of(own, weights, norms(own, weights));
        };
    }

    private static Output norms(Scope own, Operand weights) {
        int rank = weights.asOutput().shape().rank();
        int[] axes = IntStream.range(0, Math.max(rank - 1, Math.min(rank, 1))).toArray();
        Output squares = Square.of(own, weights);
        return Sqrt.of(own, Sum.of(own, squares, Const.of(own.named("axes"), axes), true));
    }
}

package dev.lamina.gradient;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.array.Fill;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.DType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Derivatives, built as operations of the same graph ({@code tf.gradients}): they can be run, saved and differentiated
 * again.
 *
 * <p>The operations lie in a name scope {@code gradients}, those of a node in {@code <node>_grad} within it.
 */
public final class Gradients {
    private Gradients() {}

    /** The gradients of the sum of all {@code ys}, as {@link #of(Scope, List, List, List, List)} gives them. */
    public static List<@Nullable Output> of(Scope scope, List<? extends Operand> ys, List<? extends Operand> xs) {
        return of(scope, ys, xs, List.of(), List.of());
    }

    /** The gradients of weighted {@code ys}, as {@link #of(Scope, List, List, List, List)} gives them. */
    public static List<@Nullable Output> of(
            Scope scope,
            List<? extends Operand> ys,
            List<? extends Operand> xs,
            List<? extends @Nullable Operand> gradYs) {
        return of(scope, ys, xs, gradYs, List.of());
    }

    /**
     * The gradients of the sum of all elements of all {@code ys} by each of {@code xs}.
     *
     * <p>No gradient flows through integers, booleans and strings.
     *
     * @param scope where the operations go
     * @param ys what is differentiated
     * @param xs by what; a {@link Variable} stands for itself wherever it is read, any other operand for just that output
     * @param gradYs the gradient that each y begins with, of its type and shape: a weight for each element; ones for an
     *     entry that is {@code null}, or for all if the list is empty
     * @param stopGradients outputs that are taken as constants: nothing flows on through them
     * @return for each x the gradient, of the type and shape of x, or {@code null} if no y depends on it
     * @throws InvalidArgumentException if {@code gradYs} do not fit {@code ys}
     * @throws dev.lamina.error.UnimplementedException if an operation between has no gradient
     */
    public static List<@Nullable Output> of(
            Scope scope,
            List<? extends Operand> ys,
            List<? extends Operand> xs,
            List<? extends @Nullable Operand> gradYs,
            List<? extends Operand> stopGradients) {
        List<Output> targets = ys.stream().map(Operand::asOutput).toList();
        List<Output> sources = xs.stream().map(Gradients::source).toList();
        Set<Output> stops = new HashSet<>();
        stopGradients.forEach(stop -> stops.add(stop.asOutput()));
        if (!gradYs.isEmpty() && gradYs.size() != ys.size()) {
            throw new InvalidArgumentException("Passed " + gradYs.size() + " gradYs for " + ys.size() + " ys");
        }
        Scope own = scope.nested("gradients");
        ReversePass pass = new ReversePass(own, new Between(targets, sources), stops);
        for (int i = 0; i < targets.size(); i++) {
            Output y = targets.get(i);
            Operand given = gradYs.isEmpty() ? null : gradYs.get(i);
            if (y.dtype().isDifferentiable() || (y.dtype() == DType.VARIANT && given != null)) {
                pass.add(y, given == null ? ones(own, y, i) : fitting(given.asOutput(), y));
            }
        }
        pass.run();
        List<@Nullable Output> gradients = new ArrayList<>();
        sources.forEach(x -> gradients.add(pass.gradient(x)));
        return gradients;
    }

    private static Output source(Operand x) {
        return x instanceof Variable variable ? variable.ref() : x.asOutput();
    }

    private static Output ones(Scope scope, Output y, int index) {
        Output shape = y.shape().isFullyDefined()
                ? Const.dims(scope.named("Shape"), y.shape().dims())
                : dev.lamina.op.array.Shape.of(scope, y);
        return Fill.of(scope, shape, Const.of(scope.named("grad_ys_" + index), 1f, y.dtype()));
    }

    private static Output fitting(Output gradient, Output y) {
        if (gradient.dtype() != y.dtype() || !gradient.shape().isCompatibleWith(y.shape())) {
            throw new InvalidArgumentException(
                    "the gradient " + gradient + " given for " + y + " must have its type and shape");
        }
        return gradient;
    }
}

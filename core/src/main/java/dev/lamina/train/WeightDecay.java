package dev.lamina.train;

import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.state.AssignSub;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weight decay that is no part of the gradient: {@code w -= rate * w} before a variable's update.
 *
 * @param rate what part of a weight a step takes away
 * @param variables those that decay, or {@code null} for all
 */
record WeightDecay(Hyperparameter rate, @Nullable List<Variable> variables) {
    /** TensorFlow's name of the rate. */
    static final String NAME = "weight_decay";

    WeightDecay only(List<Variable> decaying) {
        return new WeightDecay(rate, List.copyOf(decaying));
    }

    /** Lets a variable decay; gives the scope in which its update comes after that. */
    Scope apply(Step step, Scope own, Variable variable) {
        if (variables != null && !variables.contains(variable)) {
            return own;
        }
        Output part = Mul.of(own.named("mul"), step.tensor(own, rate, variable.dtype()), variable);
        Node decay = AssignSub.of(own, variable.ref(), part);
        return own.after(List.of(decay));
    }
}

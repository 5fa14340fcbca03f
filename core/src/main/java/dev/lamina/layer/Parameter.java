package dev.lamina.layer;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.VariableV2;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.train.Constraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a layer's variable begins and what is asked of it.
 *
 * @param initializer its first value
 * @param regularizer the penalty for its value, if there is one: it joins the graph's collection {@link #LOSSES}
 * @param constraint what it has to be after each step of an optimizer, if anything
 */
public record Parameter(
        Initializer initializer,
        @Nullable Regularizer regularizer,
        @Nullable Constraint constraint) {
    /** The graph's collection of penalties to be added to the loss, as TensorFlow names it. */
    public static final String LOSSES = "regularization_losses";

    /** A variable of which nothing is asked. */
    public static Parameter of(Initializer initializer) {
        return new Parameter(initializer, null, null);
    }

    /** The same with another first value. */
    public Parameter initialized(Initializer initializer) {
        return new Parameter(initializer, regularizer, constraint);
    }

    /** The same with a penalty. */
    public Parameter regularized(Regularizer regularizer) {
        return new Parameter(initializer, regularizer, constraint);
    }

    /** The same with a constraint. */
    public Parameter constrained(Constraint constraint) {
        return new Parameter(initializer, regularizer, constraint);
    }

    /** Makes the variable, which optimizers train, and what belongs to it. */
    public Variable variable(Scope own, String name, DType dtype, Shape shape) {
        return variable(own, name, dtype, shape, true);
    }

    Variable variable(Scope own, String name, DType dtype, Shape shape, boolean trainable) {
        Variable made = VariableV2.variable(
                own.named(name), below -> initializer.of(below.nested("Initializer"), dtype, shape), trainable);
        if (regularizer != null) {
            Scope below = own.nested(name + "/Regularizer");
            own.graph().addToCollection(LOSSES, regularizer.of(below, made));
        }
        if (constraint != null) {
            constraint.keep(made);
        }
        return made;
    }

    /** The penalties of all variables of a graph. */
    public static List<Output> losses(Graph graph) {
        return graph.collection(LOSSES).stream().map(Output.class::cast).toList();
    }
}

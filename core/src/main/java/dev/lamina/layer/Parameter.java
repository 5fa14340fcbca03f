package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.state.VariableV2;
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
 * @param tie what names the one variable that all parameters tied by this name are in a graph, if it is not its own
 */
public record Parameter(
        Initializer initializer,
        @Nullable Regularizer regularizer,
        @Nullable Constraint constraint,
        @Nullable String tie) {
    /** The graph's collection of penalties to be added to the loss, as TensorFlow names it. */
    public static final String LOSSES = "regularization_losses";

    /** A variable of which nothing is asked. */
    public static Parameter of(Initializer initializer) {
        return new Parameter(initializer, null, null, null);
    }

    /** The same with another first value. */
    public Parameter initialized(Initializer initializer) {
        return new Parameter(initializer, regularizer, constraint, tie);
    }

    /** The same with a penalty. */
    public Parameter regularized(Regularizer regularizer) {
        return new Parameter(initializer, regularizer, constraint, tie);
    }

    /** The same with a constraint. */
    public Parameter constrained(Constraint constraint) {
        return new Parameter(initializer, regularizer, constraint, tie);
    }

    /**
     * The same, tied: all layers of a graph that have a parameter tied by this name have one variable together, made as the
     * first of them that is built says. An embedding and the output that reads it the other way round are tied so: {@link
     * Dense#transposedKernel}.
     */
    public Parameter tied(String by) {
        return new Parameter(initializer, regularizer, constraint, by);
    }

    /**
     * Makes the variable, which optimizers train unless the scope is frozen, and what belongs to it; or gives the one that
     * it is tied to.
     *
     * @throws InvalidArgumentException if the one it is tied to has another type or shape, or is trained where this is not
     */
    public Variable variable(Scope own, String name, DType dtype, Shape shape) {
        return variable(own, name, dtype, shape, true);
    }

    Variable variable(Scope own, String name, DType dtype, Shape shape, boolean trainable) {
        String by = tie;
        if (by == null) {
            return made(own, name, dtype, shape, trainable);
        }
        Variable known = TiedVariable.of(own.graph(), by);
        if (known == null) {
            Variable made = made(own, name, dtype, shape, trainable);
            own.graph().addToCollection(TiedVariable.COLLECTION, new TiedVariable(by, made));
            return made;
        }
        boolean isTrained = own.graph().trainableVariables().contains(known);
        if (known.dtype() != dtype || !known.shape().equals(shape) || isTrained == own.isFrozen()) {
            throw new InvalidArgumentException(
                    "the " + name + " of " + own.prefix() + " is tied by '" + by + "' to "
                            + known + (isTrained ? ", which is trained" : ", which is frozen") + ", but must be "
                            + dtype
                            + shape
                            + (own.isFrozen() ? " and frozen" : " and trained"),
                    "give layers that share a variable one type and shape, and freeze all of them or none; else tie by another"
                            + " name");
        }
        return known;
    }

    private Variable made(Scope own, String name, DType dtype, Shape shape, boolean trainable) {
        Variable made = VariableV2.variable(
                own.named(name), below -> initializer.of(below.nested("Initializer"), dtype, shape), trainable);
        if (regularizer != null && !own.isFrozen()) {
            Scope below = own.nested(name + "/Regularizer");
            own.graph().addToCollection(LOSSES, regularizer.of(below, made));
        }
        if (constraint != null && !own.isFrozen()) {
            constraint.keep(made);
        }
        return made;
    }

    /** The penalties of all variables of a graph. */
    public static List<Output> losses(Graph graph) {
        return graph.collection(LOSSES).stream().map(Output.class::cast).toList();
    }
}

package dev.lamina.train;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.gradient.Gradients;
import dev.lamina.gradient.IndexedSlices;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.NoOp;
import dev.lamina.op.state.AssignAdd;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds to a graph what makes a loss smaller: gradients, and updates of the variables by them.
 *
 * <p>Nodes and variables are named as TensorFlow 1's optimizers name them, so that checkpoints carry the same names. All
 * gradients of a step are computed from the variables as they are before it. An optimizer keeps its slots: applied twice
 * to one variable it uses the same.
 */
public abstract sealed class Optimizer
        permits AdaMax,
                Adadelta,
                Adagrad,
                Adam,
                Ftrl,
                GradientDescent,
                Momentum,
                ProximalAdagrad,
                ProximalGradientDescent,
                RMSProp {
    /** The graph's collection of the operations that {@link #applyGradients} returned, as TensorFlow names it. */
    public static final String TRAIN_OP = "train_op";

    private final String name;

    /** The variables that it keeps. */
    final Slots slots = new Slots();

    private @Nullable Scope scope;
    private @Nullable Clipping clipping;
    private @Nullable WeightDecay weightDecay;

    Optimizer(String name) {
        this.name = name;
    }

    /** The name of the operation that does a step, where the scope gives none: {@code Adam}. */
    public String name() {
        return name;
    }

    /**
     * Has the steps that are added without a scope from now on go into this one: {@code tf.scope("training").train} does it
     * for each optimizer that it makes. Without, they go into the outermost scope of the loss's graph.
     *
     * @return this optimizer
     */
    public Optimizer in(Scope where) {
        scope = where;
        return this;
    }

    private Scope scopeOf(Operand loss) {
        return scope == null ? Scope.of(loss.asOutput().node().graph()) : scope;
    }

    /**
     * Clips the gradients of all steps that are added from now on, before anything else is done with them.
     *
     * @return this optimizer
     */
    public Optimizer clipGradients(Clipping by) {
        clipping = by;
        return this;
    }

    /**
     * Decouples weight decay from the gradients in all steps that are added from now on: each first does {@code w -=
     * weightDecay * w}, as TensorFlow 1's {@code tf.contrib.opt.extend_with_decoupled_weight_decay}. The decay is not
     * multiplied by the learning rate.
     *
     * @param rate what part of a weight a step takes away, at least 0
     * @return this optimizer
     * @throws InvalidArgumentException if the rate is less, or not finite
     */
    public Optimizer decayWeights(float rate) {
        weightDecay = new WeightDecay(Hyperparameter.rate(WeightDecay.NAME, rate), null);
        return this;
    }

    /**
     * Decouples weight decay like {@link #decayWeights(float)}.
     *
     * @param rate a scalar that every step computes, such as a constant times the learning rate
     * @return this optimizer
     */
    public Optimizer decayWeights(Operand rate) {
        weightDecay = new WeightDecay(Hyperparameter.of(WeightDecay.NAME, rate), null);
        return this;
    }

    /**
     * Leaves all variables but these without weight decay: most often decayed are weights, not biases.
     *
     * @return this optimizer
     * @throws InvalidArgumentException if it has no weight decay yet
     */
    public Optimizer decayOnly(List<Variable> variables) {
        if (weightDecay == null) {
            throw new InvalidArgumentException(name + " has no weight decay", "call decayWeights first");
        }
        weightDecay = weightDecay.only(variables);
        return this;
    }

    /** Adds a step that makes {@code loss} smaller by changing the trainable variables of its graph. */
    public Node minimize(Operand loss) {
        return minimize(scopeOf(loss), loss);
    }

    /** Adds a step that makes {@code loss} smaller by changing these variables; the others are frozen. */
    public Node minimize(Operand loss, List<Variable> variables) {
        return minimize(scopeOf(loss), loss, variables);
    }

    /** Adds a step that makes {@code loss} smaller and then counts itself in {@code globalStep}. */
    public Node minimize(Operand loss, Variable globalStep) {
        Scope where = scopeOf(loss);
        return minimize(where, loss, where.graph().trainableVariables(), globalStep);
    }

    /** Adds a step that makes {@code loss} smaller by changing the graph's trainable variables. */
    public Node minimize(Scope scope, Operand loss) {
        return minimize(scope, loss, scope.graph().trainableVariables());
    }

    /** Adds a step that makes {@code loss} smaller by changing these variables. */
    public Node minimize(Scope scope, Operand loss, List<Variable> variables) {
        return minimize(scope, loss, variables, null);
    }

    /**
     * Adds a step that makes {@code loss} smaller by changing these variables.
     *
     * @param scope its name for the next operation is the step's
     * @param loss of any shape (the sum of its elements counts)
     * @param variables those it does not depend on stay as they are
     * @param globalStep a variable that is incremented after the others are updated, if there is one
     * @return the operation that does all of it
     * @throws InvalidArgumentException if {@code loss} depends on none of the variables
     */
    public Node minimize(Scope scope, Operand loss, List<Variable> variables, @Nullable Variable globalStep) {
        List<GradientAndVariable> gradients = computeGradients(scope.named(null), loss, variables);
        if (gradients.stream().allMatch(each -> each.gradient() == null)) {
            throw new InvalidArgumentException(
                    "No gradients provided for any variable, check your graph for ops that do not support gradients, "
                            + "between variables " + variables + " and loss " + loss.asOutput() + ".");
        }
        return applyGradients(scope, gradients, globalStep);
    }

    /** Adds the gradients of {@code loss} by the graph's trainable variables. */
    public List<GradientAndVariable> computeGradients(Scope scope, Operand loss) {
        return computeGradients(scope, loss, scope.graph().trainableVariables());
    }

    /**
     * Adds the gradients of {@code loss} by these variables: the first half of {@link #minimize}, for those who want to
     * clip or look at them.
     *
     * @throws InvalidArgumentException if there are no variables, or {@code loss} is no floating-point tensor
     */
    public List<GradientAndVariable> computeGradients(Scope scope, Operand loss, List<Variable> variables) {
        if (variables.isEmpty()) {
            throw new InvalidArgumentException(
                    "No variables to optimize.", "make them with tf.variable(...) before the optimizer is used");
        }
        if (!loss.asOutput().dtype().isFloating()) {
            throw new InvalidArgumentException("Invalid type " + loss.asOutput().dtype() + " for "
                    + loss.asOutput().name() + ", expected: a floating-point type.");
        }
        List<@Nullable Output> gradients = Gradients.of(scope, List.of(loss), variables);
        List<GradientAndVariable> pairs = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            pairs.add(new GradientAndVariable(gradients.get(i), variables.get(i)));
        }
        return pairs;
    }

    /** Adds a step that updates the variables by their gradients. */
    public Node applyGradients(Scope scope, List<GradientAndVariable> gradients) {
        return applyGradients(scope, gradients, null);
    }

    /**
     * Adds a step that updates the variables by their gradients: the second half of {@link #minimize}.
     *
     * @param scope its name for the next operation is the step's
     * @param gradients variables without one stay as they are
     * @param globalStep a variable that is incremented after the others are updated, if there is one
     * @return the operation that does all of it
     * @throws InvalidArgumentException if there is no gradient at all
     */
    public Node applyGradients(Scope scope, List<GradientAndVariable> gradients, @Nullable Variable globalStep) {
        List<Variable> variables = gradients.stream()
                .filter(each -> each.gradient() != null)
                .map(GradientAndVariable::variable)
                .toList();
        if (variables.isEmpty()) {
            throw new InvalidArgumentException("No gradients provided for any variable: "
                    + gradients.stream().map(GradientAndVariable::variable).toList() + ".");
        }
        List<GradientAndVariable> clipped = clipping == null ? gradients : clipping.apply(scope.named(null), gradients);
        makeSlots(scope.named(null), variables);
        Scope own = scope.nested(name);
        Step step = new Step(own);
        List<Node> updates = new ArrayList<>();
        for (GradientAndVariable each : clipped) {
            Output gradient = each.gradient();
            if (gradient != null) {
                Scope below =
                        own.nested("update_" + each.variable().ref().node().name());
                Scope decayed = weightDecay == null ? below : weightDecay.apply(step, below, each.variable());
                Node update = updatesRows() && IndexedSlices.isMadeOf(gradient)
                        ? updateRows(step, decayed, each.variable(), IndexedSlices.of(decayed, gradient))
                        : update(step, decayed, each.variable(), gradient);
                updates.add(Constrained.after(below, each.variable(), update));
            }
        }
        updates.addAll(finish(step, updates));
        Node done = globalStep == null
                ? NoOp.of(own.itself().after(updates))
                : increment(own, NoOp.of(own.named("update").after(updates)), globalStep);
        scope.graph().addToCollection(TRAIN_OP, done);
        return done;
    }

    private static Node increment(Scope own, Node updates, Variable globalStep) {
        Scope after = own.after(List.of(updates));
        Output one = Const.of(own.named("value"), 1, globalStep.dtype());
        return AssignAdd.of(after.itself(), globalStep.ref(), one);
    }

    /** Makes the variables that it keeps for these. */
    void makeSlots(Scope scope, List<Variable> variables) {}

    /**
     * Adds the update of one variable.
     *
     * @param own the scope for it
     */
    abstract Node update(Step step, Scope own, Variable variable, Output gradient);

    /**
     * Says whether it updates, by a gradient that is made of slices, only the rows of a variable that these are of; as
     * TensorFlow 1's optimizers do, whose slots then stay as they are in all other rows.
     */
    boolean updatesRows() {
        return false;
    }

    /**
     * Adds the update of rows of one variable, if it {@link #updatesRows}.
     *
     * @param own the scope for it
     */
    Node updateRows(Step step, Scope own, Variable variable, IndexedSlices slices) {
        throw new IllegalStateException(name + " updates no rows");
    }

    /** Adds what comes after all updates. */
    List<Node> finish(Step step, List<Node> updates) {
        return List.of();
    }
}

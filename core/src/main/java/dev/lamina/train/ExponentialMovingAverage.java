package dev.lamina.train;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Minimum;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.flow.NoOp;
import dev.lamina.op.state.Assign;
import dev.lamina.op.state.AssignSub;
import dev.lamina.op.state.VariableV2;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Averages of variables over the steps, which often generalise better than the variables of the last step: {@code
 * average = decay * average + (1 - decay) * variable}. TensorFlow 1's {@code tf.train.ExponentialMovingAverage} without
 * {@code zero_debias}: an average begins at its variable's initial value, so initialise both in the same run.
 *
 * <p>The average of {@code layer/weights} is the untrained variable {@code layer/weights/ExponentialMovingAverage}.
 */
public final class ExponentialMovingAverage {
    /** The name of it, and the last part of the averages' names. */
    public static final String NAME = "ExponentialMovingAverage";

    /** The graph's collection of the variables that have an average, as TensorFlow names it. */
    public static final String AVERAGED = "moving_average_variables";

    private final float decay;
    private final @Nullable Operand updates;
    private final Map<Variable, Variable> averages = new LinkedHashMap<>();
    private @Nullable Node swap;

    /**
     * With a fixed decay.
     *
     * @param decay in [0, 1), most often 0.99 or more
     */
    public ExponentialMovingAverage(float decay) {
        this(decay, null);
    }

    /**
     * With a decay of {@code min(decay, (1 + updates) / (10 + updates))}: early averages follow faster.
     *
     * @param decay in [0, 1), most often 0.99 or more
     * @param updates how many updates have been done: the global step, which counts as it is after the training step
     */
    public ExponentialMovingAverage(float decay, @Nullable Operand updates) {
        if (!(decay >= 0 && decay < 1)) {
            throw new InvalidArgumentException("the decay must be in [0, 1), got " + decay);
        }
        this.decay = decay;
        this.updates = updates;
    }

    /**
     * Adds an update of the averages of these variables, which are made if they are not there yet.
     *
     * @param scope after the training step: {@code scope.after(List.of(train))}, so that the new values count
     * @param variables float32 or float64
     * @return the operation that updates them all
     */
    public Node apply(Scope scope, List<Variable> variables) {
        variables.forEach(this::add);
        Scope own = scope.nested(NAME);
        Output rate = Sub.of(own, Const.of(own, 1f), decay(own));
        List<Node> done = new ArrayList<>();
        for (Variable variable : variables) {
            Variable average = average(variable);
            Scope each = own.nested("AssignMovingAvg");
            Output distance = Sub.of(each, average, now(each, variable));
            Output delta = Mul.of(each, distance, Step.cast(each, rate, variable.dtype()));
            done.add(AssignSub.of(each.itself(), average.ref(), delta));
        }
        return NoOp.of(own.itself().after(done));
    }

    private Output decay(Scope own) {
        Output fixed = Const.of(own.named("decay"), decay);
        if (updates == null) {
            return fixed;
        }
        Output done = updates instanceof Variable variable ? now(own, variable) : updates.asOutput();
        Output count = Cast.of(own.named("num_updates"), done, DType.FLOAT32);
        Output more = Add.of(own, Const.of(own, 1f), count);
        return Minimum.of(own, fixed, RealDiv.of(own, more, Add.of(own, Const.of(own, 10f), count)));
    }

    /** A value after the training step; {@code variable.read()} was added before it and is the value before it. */
    private static Output now(Scope own, Variable variable) {
        return Identity.of(own.named("read"), variable.ref());
    }

    private synchronized void add(Variable variable) {
        if (!averages.containsKey(variable)) {
            averages.put(variable, make(variable));
            swap = null;
        }
    }

    private static Variable make(Variable variable) {
        Scope scope = Scope.of(variable.ref().node().graph());
        scope.graph().addToCollection(AVERAGED, variable);
        return VariableV2.variable(scope.named(averageName(variable)), variable.initialValue(), false);
    }

    /** What the average of a variable is called in a checkpoint. */
    public static String averageName(Variable variable) {
        return variable.ref().node().name() + "/" + NAME;
    }

    /**
     * The average of a variable, as a variable.
     *
     * @throws NotFoundException if it has none
     */
    public Variable average(Variable variable) {
        Variable average = averages.get(variable);
        if (average == null) {
            throw new NotFoundException(variable + " has no moving average", "call apply first");
        }
        return average;
    }

    /**
     * Under which name to restore each of these variables: the average's for those that have one. A Saver of them reads
     * the averages of a checkpoint into the variables.
     */
    public Map<String, Variable> variablesToRestore(List<Variable> variables) {
        Map<String, Variable> names = new LinkedHashMap<>();
        for (Variable variable : variables) {
            boolean isAveraged = averages.containsKey(variable);
            names.put(isAveraged ? averageName(variable) : variable.ref().node().name(), variable);
        }
        return names;
    }

    /**
     * Does something, such as an evaluation, with the averages in the variables' places. The variables are back in theirs
     * when it ends, however it ends; meanwhile nothing else may train them.
     */
    public <T extends @Nullable Object> T withAverages(Session session, Supplier<T> evaluation) {
        Node exchange = swap();
        session.run(exchange);
        try {
            return evaluation.get();
        } finally {
            session.run(exchange);
        }
    }

    /** An operation that exchanges the variables' values with their averages; a second run changes them back. */
    public synchronized Node swap() {
        if (swap == null) {
            if (averages.isEmpty()) {
                throw new NotFoundException("no variable has a moving average", "call apply first");
            }
            Scope own = Scope.of(
                            averages.keySet().iterator().next().ref().node().graph())
                    .nested(NAME + "/swap");
            List<Node> assignments = new ArrayList<>();
            averages.forEach((variable, average) -> {
                assignments.add(Assign.of(own, variable.ref(), average));
                assignments.add(Assign.of(own, average.ref(), variable));
            });
            swap = NoOp.of(own.itself().after(assignments));
        }
        return swap;
    }
}

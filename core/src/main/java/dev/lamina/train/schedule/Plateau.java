package dev.lamina.train.schedule;

import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Maximum;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.NoOp;
import dev.lamina.op.logic.Equal;
import dev.lamina.op.logic.Greater;
import dev.lamina.op.logic.GreaterEqual;
import dev.lamina.op.logic.Less;
import dev.lamina.op.logic.LogicalAnd;
import dev.lamina.op.logic.LogicalNot;
import dev.lamina.op.logic.SelectV2;
import dev.lamina.op.state.Assign;
import dev.lamina.op.state.VariableV2;
import dev.lamina.tensor.DType;
import java.util.List;

/**
 * The learning rate of a {@link ReduceOnPlateau}: the value of a variable, which optimizers take like any other scalar.
 * All its state is in four untrained variables ({@code learning_rate}, {@code best}, {@code wait} and {@code cooldown}
 * under {@code ReduceLROnPlateau}), so that a checkpoint resumes it exactly.
 */
public final class Plateau implements Operand {
    private final ReduceOnPlateau rule;
    private final Scope own;
    private final Variable learningRate;
    private final Variable best;
    private final Variable wait;
    private final Variable cooldown;

    Plateau(ReduceOnPlateau rule, Scope scope) {
        this.rule = rule;
        own = scope.nested("ReduceLROnPlateau");
        learningRate = variable("learning_rate", rule.learningRate());
        best = variable("best", rule.higherIsBetter() ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY);
        wait = variable("wait", 0);
        cooldown = variable("cooldown", 0);
    }

    private Variable variable(String name, Object initial) {
        return VariableV2.variable(own.named(name), parts -> Const.of(parts.named("initial_value"), initial), false);
    }

    /** The learning rate, a float32 scalar. */
    @Override
    public Output asOutput() {
        return learningRate.read();
    }

    /** The variable of the learning rate: what is loaded into it counts from then on. */
    public Variable learningRate() {
        return learningRate;
    }

    /**
     * Adds an operation that takes note of the metric, once for each run of it: most often once an epoch. NaN is no
     * improvement.
     *
     * @param metric a numeric scalar, such as a placeholder
     */
    public Node observe(Operand metric) {
        Scope in = own.nested("observe");
        Output value = Cast.of(in, metric, DType.FLOAT32);
        Output zero = Const.of(in, 0);
        Output one = Const.of(in, 1);
        Output rest = Maximum.of(in, Sub.of(in, cooldown, one), zero);
        Output waited = SelectV2.of(in, Greater.of(in, cooldown, zero), zero, wait);
        Output improved = improved(in, value);
        Output counts = LogicalAnd.of(in, LogicalNot.of(in, improved), Equal.of(in, rest, zero));
        Output counted = SelectV2.of(in, counts, Add.of(in, waited, one), waited);
        Output now = SelectV2.of(in, improved, zero, counted);
        Output least = Const.of(in, rule.minLearningRate());
        Output isOver = GreaterEqual.of(in, now, Const.of(in, rule.patience()));
        Output reduces = LogicalAnd.of(in, LogicalAnd.of(in, counts, isOver), Greater.of(in, learningRate, least));
        Output reduced = Maximum.of(in, Mul.of(in, learningRate, Const.of(in, rule.factor())), least);
        return NoOp.of(in.itself()
                .after(List.of(
                        Assign.of(in, best.ref(), SelectV2.of(in, improved, value, best)),
                        Assign.of(in, wait.ref(), SelectV2.of(in, reduces, zero, now)),
                        Assign.of(in, cooldown.ref(), SelectV2.of(in, reduces, Const.of(in, rule.cooldown()), rest)),
                        Assign.of(in, learningRate.ref(), SelectV2.of(in, reduces, reduced, learningRate)))));
    }

    private Output improved(Scope in, Output value) {
        Output delta = Const.of(in, rule.minDelta());
        return rule.higherIsBetter()
                ? Greater.of(in, value, Add.of(in, best, delta))
                : Less.of(in, value, Sub.of(in, best, delta));
    }
}

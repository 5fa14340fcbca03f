package dev.lamina.train.schedule;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Maximum;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.logic.Less;
import dev.lamina.op.logic.SelectV2;
import dev.lamina.train.range.Range;

/**
 * {@code from + (then(0) - from) * step / steps} in the first {@code steps}, after them {@code then(step - steps)}, as
 * Keras's schedules warm up.
 *
 * @param steps of the warm-up, at least 1
 * @param from the rate of the first step
 * @param then what follows; its own steps count from the end of the warm-up
 * @see <a href="https://arxiv.org/abs/1706.02677">Goyal et al., Accurate, large minibatch SGD (2017), section 2.2</a>
 */
public record WarmUp(long steps, float from, Schedule then) implements Schedule {
    /** Checks the number of steps and the rate. */
    public WarmUp {
        Steps.require(steps);
        Range.RATE.require("from", from);
    }

    @Override
    public Output at(Scope scope, Operand globalStep) {
        Scope own = scope.nested("WarmUp");
        Output step = Steps.of(own, globalStep);
        Output all = Const.of(own.named("warmup_steps"), (float) steps);
        Output begun = Maximum.of(own, Sub.of(own, step, all), Const.of(own, 0f));
        Output target = then.at(own, begun);
        Output start = Const.of(own.named("initial_learning_rate"), from);
        Output rise = Mul.of(own, Sub.of(own, target, start), RealDiv.of(own, step, all));
        return SelectV2.of(own.itself(), Less.of(own, step, all), Add.of(own, start, rise), target);
    }
}

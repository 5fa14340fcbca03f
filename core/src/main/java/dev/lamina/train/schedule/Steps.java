package dev.lamina.train.schedule;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Minimum;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Floor;
import dev.lamina.tensor.DType;

/** The number of steps done, as schedules count it. */
final class Steps {
    private Steps() {}

    static void require(long decaySteps) {
        if (decaySteps < 1) {
            throw new InvalidArgumentException("a decay takes at least 1 step, got " + decaySteps);
        }
    }

    /** As a float32. */
    static Output of(Scope own, Operand globalStep) {
        Output step = globalStep.asOutput();
        return step.dtype() == DType.FLOAT32 ? step : Cast.of(own, step, DType.FLOAT32);
    }

    /** In units of {@code decaySteps}, whole ones only if {@code staircase}. */
    static Output periods(Scope own, Operand globalStep, long decaySteps, boolean staircase) {
        Output periods = RealDiv.of(own.named("truediv"), of(own, globalStep), count(own, decaySteps));
        return staircase ? Floor.of(own, periods) : periods;
    }

    /** The part of {@code decaySteps} that is done, at most 1. */
    static Output completed(Scope own, Operand globalStep, long decaySteps) {
        Output all = count(own, decaySteps);
        return RealDiv.of(own.named("truediv"), Minimum.of(own, of(own, globalStep), all), all);
    }

    static Output count(Scope own, long decaySteps) {
        return Const.of(own.named("decay_steps"), (float) decaySteps);
    }
}

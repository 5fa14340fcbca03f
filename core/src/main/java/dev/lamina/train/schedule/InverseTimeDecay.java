package dev.lamina.train.schedule;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.flow.Const;
import dev.lamina.train.range.Range;

/**
 * {@code learningRate / (1 + decayRate * step / decaySteps)}, as TensorFlow 1's {@code tf.train.inverse_time_decay}.
 *
 * @param learningRate at the first step
 * @param decaySteps the unit in which steps count, at least 1
 * @param decayRate how fast it falls
 * @param staircase whether only whole units count
 */
public record InverseTimeDecay(float learningRate, long decaySteps, float decayRate, boolean staircase)
        implements Schedule {
    /** Checks the number of steps and the rates. */
    public InverseTimeDecay {
        Steps.require(decaySteps);
        Range.RATE.require("learningRate", learningRate);
        Range.RATE.require("decayRate", decayRate);
    }

    @Override
    public Output at(Scope scope, Operand globalStep) {
        Scope own = scope.nested("InverseTimeDecay");
        Output initial = Const.of(own.named("learning_rate"), learningRate);
        Output rate = Const.of(own.named("decay_rate"), decayRate);
        Output part = Mul.of(own, rate, Steps.periods(own, globalStep, decaySteps, staircase));
        return RealDiv.of(own.itself(), initial, Add.of(own, Const.of(own, 1f), part));
    }
}

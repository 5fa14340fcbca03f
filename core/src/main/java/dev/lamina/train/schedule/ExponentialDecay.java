package dev.lamina.train.schedule;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Pow;
import dev.lamina.op.flow.Const;
import dev.lamina.train.range.Range;

/**
 * {@code learningRate * decayRate^(step / decaySteps)}, as TensorFlow 1's {@code tf.train.exponential_decay}.
 *
 * @param learningRate at the first step
 * @param decaySteps how many steps it takes to fall by {@code decayRate}, at least 1
 * @param decayRate what remains after {@code decaySteps}
 * @param staircase whether it falls at once after each {@code decaySteps} in place of little by little
 */
public record ExponentialDecay(float learningRate, long decaySteps, float decayRate, boolean staircase)
        implements Schedule {
    /** Checks the number of steps and the rates. */
    public ExponentialDecay {
        Steps.require(decaySteps);
        Range.RATE.require("learningRate", learningRate);
        Range.RATE.require("decayRate", decayRate);
    }

    @Override
    public Output at(Scope scope, Operand globalStep) {
        Scope own = scope.nested("ExponentialDecay");
        Output initial = Const.of(own.named("learning_rate"), learningRate);
        Output rate = Const.of(own.named("decay_rate"), decayRate);
        Output power = Pow.of(own, rate, Steps.periods(own, globalStep, decaySteps, staircase));
        return Mul.of(own.itself(), initial, power);
    }
}

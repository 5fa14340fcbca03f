package dev.lamina.train.schedule;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Cos;
import dev.lamina.train.range.Range;

/**
 * {@code learningRate * ((1 - alpha) * (1 + cos(pi * min(step, decaySteps) / decaySteps)) / 2 + alpha)}, as TensorFlow
 * 1's {@code tf.train.cosine_decay}.
 *
 * @param learningRate at the first step
 * @param decaySteps how many steps it falls, at least 1
 * @param alpha what part of it remains at the end
 * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov, Hutter, SGDR: stochastic gradient descent with warm
 *     restarts (2016)</a>
 */
public record CosineDecay(float learningRate, long decaySteps, float alpha) implements Schedule {
    /** Checks the number of steps and the rates. */
    public CosineDecay {
        Steps.require(decaySteps);
        Range.RATE.require("learningRate", learningRate);
        Range.RATE.require("alpha", alpha);
    }

    @Override
    public Output at(Scope scope, Operand globalStep) {
        Scope own = scope.nested("CosineDecay");
        Output initial = Const.of(own.named("learning_rate"), learningRate);
        Output angle = Mul.of(own, Const.of(own, (float) Math.PI), Steps.completed(own, globalStep, decaySteps));
        Output half = Mul.of(own, Const.of(own, 0.5f), Add.of(own, Const.of(own, 1f), Cos.of(own, angle)));
        Output decayed = Add.of(own, Mul.of(own, Const.of(own, 1 - alpha), half), Const.of(own.named("alpha"), alpha));
        return Mul.of(own.itself(), initial, decayed);
    }
}

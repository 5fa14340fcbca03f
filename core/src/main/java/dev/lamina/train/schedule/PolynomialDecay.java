package dev.lamina.train.schedule;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Maximum;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Pow;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Ceil;
import dev.lamina.train.range.Range;

/**
 * {@code (learningRate - endLearningRate) * (1 - min(step, decaySteps) / decaySteps)^power + endLearningRate}, as
 * TensorFlow 1's {@code tf.train.polynomial_decay}; evenly with a power of 1.
 *
 * @param learningRate at the first step
 * @param decaySteps how many steps it falls, at least 1
 * @param endLearningRate where it ends
 * @param power of the polynomial
 * @param cycle whether it begins anew, with {@code decaySteps} times the next whole number, when they are over
 */
public record PolynomialDecay(float learningRate, long decaySteps, float endLearningRate, float power, boolean cycle)
        implements Schedule {
    /** Checks the number of steps and the rates. */
    public PolynomialDecay {
        Steps.require(decaySteps);
        Range.RATE.require("learningRate", learningRate);
        Range.RATE.require("endLearningRate", endLearningRate);
    }

    @Override
    public Output at(Scope scope, Operand globalStep) {
        Scope own = scope.nested("PolynomialDecay");
        Output initial = Const.of(own.named("learning_rate"), learningRate);
        Output end = Const.of(own.named("end_learning_rate"), endLearningRate);
        Output one = Const.of(own, 1f);
        Output completed =
                cycle ? ofItsCycle(own, Steps.of(own, globalStep), one) : Steps.completed(own, globalStep, decaySteps);
        Output rest = Pow.of(own, Sub.of(own, one, completed), Const.of(own.named("power"), power));
        return Add.of(own.itself(), Mul.of(own, Sub.of(own, initial, end), rest), end);
    }

    private Output ofItsCycle(Scope own, Output step, Output one) {
        Output all = Steps.count(own, decaySteps);
        Output begun = Maximum.of(own, Ceil.of(own, RealDiv.of(own, step, all)), one);
        return RealDiv.of(own.named("truediv"), step, Mul.of(own, all, begun));
    }
}

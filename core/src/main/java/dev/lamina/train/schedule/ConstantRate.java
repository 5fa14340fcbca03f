package dev.lamina.train.schedule;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.train.range.Range;

/** The same learning rate in every step. */
public record ConstantRate(float learningRate) implements Schedule {
    /** Checks the rate. */
    public ConstantRate {
        Range.RATE.require("learningRate", learningRate);
    }

    @Override
    public Output at(Scope scope, Operand globalStep) {
        return Const.of(scope.named("learning_rate"), learningRate);
    }
}

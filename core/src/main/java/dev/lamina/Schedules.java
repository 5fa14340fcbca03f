package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.train.schedule.CosineDecay;
import dev.lamina.train.schedule.ExponentialDecay;
import dev.lamina.train.schedule.InverseTimeDecay;
import dev.lamina.train.schedule.PiecewiseConstant;
import dev.lamina.train.schedule.Plateau;
import dev.lamina.train.schedule.PolynomialDecay;
import dev.lamina.train.schedule.ReduceOnPlateau;
import dev.lamina.train.schedule.Schedule;
import java.util.List;

/** Learning rates that change from step to step; the results are scalars that every optimizer takes. */
interface Schedules {
    /** Where new operations go. */
    Scope scope();

    /** The rate of a schedule: {@code tf.train.schedule(new CosineDecay(0.1f, 10_000, 0).warmedUp(500), step)}. */
    default Output schedule(Schedule schedule, Operand globalStep) {
        return schedule.at(scope(), globalStep);
    }

    /** learningRate · decayRate^(step / decaySteps), in steps of whole decaySteps if {@code staircase}. */
    default Output exponentialDecay(
            float learningRate, Operand globalStep, long decaySteps, float decayRate, boolean staircase) {
        return schedule(new ExponentialDecay(learningRate, decaySteps, decayRate, staircase), globalStep);
    }

    /** learningRate / (1 + decayRate · step / decaySteps), in steps of whole decaySteps if {@code staircase}. */
    default Output inverseTimeDecay(
            float learningRate, Operand globalStep, long decaySteps, float decayRate, boolean staircase) {
        return schedule(new InverseTimeDecay(learningRate, decaySteps, decayRate, staircase), globalStep);
    }

    /** From learningRate to endLearningRate in decaySteps, by a polynomial: evenly for a power of 1. */
    default Output polynomialDecay(
            float learningRate, Operand globalStep, long decaySteps, float endLearningRate, float power) {
        return schedule(new PolynomialDecay(learningRate, decaySteps, endLearningRate, power, false), globalStep);
    }

    /** From learningRate to 0 in decaySteps, by half a wave of a cosine. */
    default Output cosineDecay(float learningRate, Operand globalStep, long decaySteps) {
        return schedule(new CosineDecay(learningRate, decaySteps, 0), globalStep);
    }

    /** {@link #cosineDecay(float, Operand, long)} after a rise from 0 to learningRate in warmupSteps. */
    default Output cosineDecay(float learningRate, Operand globalStep, long decaySteps, long warmupSteps) {
        return schedule(new CosineDecay(learningRate, decaySteps, 0).warmedUp(warmupSteps), globalStep);
    }

    /** values[0] up to and including step boundaries[0], values[1] up to boundaries[1], and so on. */
    default Output piecewiseConstant(Operand globalStep, List<Long> boundaries, List<Float> values) {
        return schedule(new PiecewiseConstant(boundaries, values), globalStep);
    }

    /** A rate that falls when a metric has not become better for a while: give it to an optimizer, and observe. */
    default Plateau reduceOnPlateau(ReduceOnPlateau rule) {
        return rule.in(scope());
    }
}

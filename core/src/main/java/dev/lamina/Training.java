package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.train.AdaMax;
import dev.lamina.train.Adadelta;
import dev.lamina.train.Adagrad;
import dev.lamina.train.Adam;
import dev.lamina.train.AdamW;
import dev.lamina.train.Clip;
import dev.lamina.train.ExponentialMovingAverage;
import dev.lamina.train.Ftrl;
import dev.lamina.train.GlobalStep;
import dev.lamina.train.GradientDescent;
import dev.lamina.train.LazyAdam;
import dev.lamina.train.Momentum;
import dev.lamina.train.Nadam;
import dev.lamina.train.Optimizer;
import dev.lamina.train.ProximalAdagrad;
import dev.lamina.train.ProximalGradientDescent;
import dev.lamina.train.RMSProp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Training: optimizers, learning rates, clipping and averages. Made by {@link Tf#train}. What an optimizer adds goes into the
 * scope it was asked for in: {@code tf.scope("training").train.adam(rate).minimize(loss)}.
 *
 * {@snippet :
 * var step = tf.train.globalStep();
 * var rate = tf.train.cosineDecay(0.001f, step, 10_000, 500);
 * var optimizer = tf.train.adam(rate).clipGradients(Clipping.byGlobalNorm(5));
 * var train = optimizer.minimize(loss, step);
 * }
 */
public final class Training implements Schedules {
    private final Scope scope;

    Training(Scope scope) {
        this.scope = scope;
    }

    @Override
    public Scope scope() {
        return scope;
    }

    /** The graph's counter of steps, an int64 variable, made at its first use. */
    public Variable globalStep() {
        return GlobalStep.of(scope.graph());
    }

    /** Gradient descent: w -= rate · gradient. */
    public Optimizer gradientDescent(float learningRate) {
        return new GradientDescent(learningRate).in(scope);
    }

    /** {@link #gradientDescent(float)} with a rate that every step computes. */
    public Optimizer gradientDescent(Operand learningRate) {
        return new GradientDescent(learningRate).in(scope);
    }

    /** Gradient descent with momentum. */
    public Optimizer momentum(float learningRate, float momentum) {
        return new Momentum(learningRate, momentum).in(scope);
    }

    /** {@link #momentum(float, float)} with a rate that every step computes. */
    public Optimizer momentum(Operand learningRate, float momentum) {
        return new Momentum(learningRate, momentum, false).in(scope);
    }

    /** Gradient descent with Nesterov's momentum. */
    public Optimizer nesterov(float learningRate, float momentum) {
        return new Momentum(learningRate, momentum, true).in(scope);
    }

    /** {@link #nesterov(float, float)} with a rate that every step computes. */
    public Optimizer nesterov(Operand learningRate, float momentum) {
        return new Momentum(learningRate, momentum, true).in(scope);
    }

    /** Adam with β₁ = 0.9, β₂ = 0.999 and ε = 1e-8. */
    public Optimizer adam(float learningRate) {
        return new Adam(learningRate).in(scope);
    }

    /** {@link #adam(float)} with a rate that every step computes. */
    public Optimizer adam(Operand learningRate) {
        return new Adam(learningRate, 0.9f, 0.999f, 1e-8f).in(scope);
    }

    /** Adam with all that it can be told. */
    public Optimizer adam(float learningRate, float beta1, float beta2, float epsilon) {
        return new Adam(learningRate, beta1, beta2, epsilon).in(scope);
    }

    /** {@link #adam(float, float, float, float)} with a rate that every step computes. */
    public Optimizer adam(Operand learningRate, float beta1, float beta2, float epsilon) {
        return new Adam(learningRate, beta1, beta2, epsilon).in(scope);
    }

    /** {@link #adam(float)} that leaves the rows of tables that a step did not read as they are: {@link LazyAdam}. */
    public Optimizer lazyAdam(float learningRate) {
        return new LazyAdam(learningRate).in(scope);
    }

    /** {@link #lazyAdam(float)} with a rate that every step computes. */
    public Optimizer lazyAdam(Operand learningRate) {
        return new LazyAdam(learningRate, 0.9f, 0.999f, 1e-8f).in(scope);
    }

    /** {@link #adam(float)} after w -= weightDecay · w, which the learning rate does not multiply. */
    public Optimizer adamW(float weightDecay, float learningRate) {
        return new AdamW(weightDecay, learningRate).in(scope);
    }

    /** {@link #adamW(float, float)} with rates that every step computes. */
    public Optimizer adamW(Operand weightDecay, Operand learningRate) {
        return new AdamW(weightDecay, learningRate, 0.9f, 0.999f, 1e-8f).in(scope);
    }

    /** {@link #adamW(float, float)} with all that it can be told; which variables decay says {@link Optimizer#decayOnly}. */
    public Optimizer adamW(float weightDecay, float learningRate, float beta1, float beta2, float epsilon) {
        return new AdamW(weightDecay, learningRate, beta1, beta2, epsilon).in(scope);
    }

    /** {@link #adamW(float, float, float, float, float)} with rates that every step computes. */
    public Optimizer adamW(Operand weightDecay, Operand learningRate, float beta1, float beta2, float epsilon) {
        return new AdamW(weightDecay, learningRate, beta1, beta2, epsilon).in(scope);
    }

    /** Adagrad with its accumulators beginning at 0.1. */
    public Optimizer adagrad(float learningRate) {
        return new Adagrad(learningRate).in(scope);
    }

    /** {@link #adagrad(float)} with a rate that every step computes. */
    public Optimizer adagrad(Operand learningRate) {
        return new Adagrad(learningRate, 0.1f).in(scope);
    }

    /** Adadelta with ρ = 0.95 and ε = 1e-8; the paper's learning rate is 1. */
    public Optimizer adadelta(float learningRate) {
        return new Adadelta(learningRate).in(scope);
    }

    /** {@link #adadelta(float)} with a rate that every step computes. */
    public Optimizer adadelta(Operand learningRate) {
        return new Adadelta(learningRate, 0.95f, 1e-8f).in(scope);
    }

    /** RMSProp with a decay of 0.9, no momentum and ε = 1e-10. */
    public Optimizer rmsProp(float learningRate) {
        return new RMSProp(learningRate).in(scope);
    }

    /** {@link #rmsProp(float)} with a rate that every step computes. */
    public Optimizer rmsProp(Operand learningRate) {
        return new RMSProp(learningRate, 0.9f, 0, 1e-10f).in(scope);
    }

    /** FTRL-proximal with its sums of squares beginning at 0.1, and strengths of L1 and L2. */
    public Optimizer ftrl(float learningRate, float l1, float l2) {
        return new Ftrl(learningRate, l1, l2).in(scope);
    }

    /** {@link #ftrl(float, float, float)} with a rate that every step computes. */
    public Optimizer ftrl(Operand learningRate, float l1, float l2) {
        return new Ftrl(learningRate, l1, l2).in(scope);
    }

    /** Gradient descent with a proximal step for strengths of L1 and L2. */
    public Optimizer proximalGradientDescent(float learningRate, float l1, float l2) {
        return new ProximalGradientDescent(learningRate, l1, l2).in(scope);
    }

    /** {@link #proximalGradientDescent(float, float, float)} with a rate that every step computes. */
    public Optimizer proximalGradientDescent(Operand learningRate, float l1, float l2) {
        return new ProximalGradientDescent(learningRate, l1, l2).in(scope);
    }

    /** Adagrad with a proximal step for strengths of L1 and L2. */
    public Optimizer proximalAdagrad(float learningRate, float l1, float l2) {
        return new ProximalAdagrad(learningRate, l1, l2).in(scope);
    }

    /** {@link #proximalAdagrad(float, float, float)} with a rate that every step computes. */
    public Optimizer proximalAdagrad(Operand learningRate, float l1, float l2) {
        return new ProximalAdagrad(learningRate, l1, l2).in(scope);
    }

    /** AdaMax with β₁ = 0.9, β₂ = 0.999 and ε = 1e-8. */
    public Optimizer adaMax(float learningRate) {
        return new AdaMax(learningRate, 0.9f, 0.999f, 1e-8f).in(scope);
    }

    /** {@link #adaMax(float)} with a rate that every step computes. */
    public Optimizer adaMax(Operand learningRate) {
        return new AdaMax(learningRate, 0.9f, 0.999f, 1e-8f).in(scope);
    }

    /** Adam with Nesterov's momentum, β₁ = 0.9, β₂ = 0.999 and ε = 1e-8. */
    public Optimizer nadam(float learningRate) {
        return new Nadam(learningRate, 0.9f, 0.999f, 1e-8f).in(scope);
    }

    /** {@link #nadam(float)} with a rate that every step computes. */
    public Optimizer nadam(Operand learningRate) {
        return new Nadam(learningRate, 0.9f, 0.999f, 1e-8f).in(scope);
    }

    /** RMSProp that divides by the gradients' variance, with a decay of 0.9, no momentum and ε = 1e-10. */
    public Optimizer centeredRmsProp(float learningRate) {
        return new RMSProp(learningRate, 0.9f, 0, 1e-10f, true).in(scope);
    }

    /** {@link #centeredRmsProp(float)} with a rate that every step computes. */
    public Optimizer centeredRmsProp(Operand learningRate) {
        return new RMSProp(learningRate, 0.9f, 0, 1e-10f, true).in(scope);
    }

    /** Averages of variables over the steps, of which each keeps {@code decay}. */
    public ExponentialMovingAverage exponentialMovingAverage(float decay) {
        return new ExponentialMovingAverage(decay);
    }

    /** {@link #exponentialMovingAverage(float)} with averages that follow faster in the first steps. */
    public ExponentialMovingAverage exponentialMovingAverage(float decay, Operand globalStep) {
        return new ExponentialMovingAverage(decay, globalStep);
    }

    /** The square root of the sum of all squares in all tensors. */
    public Output globalNorm(List<? extends @Nullable Operand> tensors) {
        return Clip.globalNorm(scope, tensors);
    }
}

package dev.lamina.train;

import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.state.Assign;
import dev.lamina.op.train.ApplyAdaMax;
import dev.lamina.tensor.DType;
import java.util.List;

/**
 * AdaMax, Adam with the largest gradient in place of the mean of squares: in step t, {@code m = beta1 * m + (1 - beta1) * gradient; v = max(beta2 * v,
 * |gradient|); w -= learningRate / (1 - beta1^t) * m / (v + epsilon)}.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma, Ba, Adam: a method for stochastic optimization (2014), section 7.1</a>
 */
public final class AdaMax extends Optimizer {
    private static final String M = "m";
    private static final String V = "v";

    private final Hyperparameter learningRate;
    private final Hyperparameter beta1;
    private final Hyperparameter beta2;
    private final Hyperparameter epsilon;

    /** With a fixed learning rate, betas of 0.9 and 0.999, and an epsilon of 1e-8. */
    public AdaMax(float learningRate) {
        this(learningRate, 0.9f, 0.999f, 1e-8f);
    }

    /** With a fixed learning rate. */
    public AdaMax(float learningRate, float beta1, float beta2, float epsilon) {
        this(Hyperparameter.rate("learning_rate", learningRate), beta1, beta2, epsilon);
    }

    /** With a learning rate that every step computes. */
    public AdaMax(Operand learningRate, float beta1, float beta2, float epsilon) {
        this(Hyperparameter.of("learning_rate", learningRate), beta1, beta2, epsilon);
    }

    private AdaMax(Hyperparameter learningRate, float beta1, float beta2, float epsilon) {
        super("AdaMax");
        this.learningRate = learningRate;
        this.beta1 = Hyperparameter.lessThanAll("beta1", beta1);
        this.beta2 = Hyperparameter.lessThanAll("beta2", beta2);
        this.epsilon = Hyperparameter.rate("epsilon", epsilon);
    }

    @Override
    void makeSlots(Scope scope, List<Variable> variables) {
        power(scope);
        for (Variable variable : variables) {
            slots.make(variable, M, name(), 0);
            slots.make(variable, V, name(), 0);
        }
    }

    @Override
    Node update(Step step, Scope own, Variable variable, Output gradient) {
        DType type = variable.dtype();
        return ApplyAdaMax.of(
                own,
                variable.ref(),
                slots.get(variable, M).ref(),
                slots.get(variable, V).ref(),
                Step.cast(own, power(step.scope()), type),
                step.tensor(own, learningRate, type),
                step.tensor(own, beta1, type),
                step.tensor(own, beta2, type),
                step.tensor(own, epsilon, type),
                gradient);
    }

    /** Beta 1 to the power of the number of the step. */
    private Variable power(Scope scope) {
        return slots.shared(scope, "beta1_power", beta1.value());
    }

    @Override
    List<Node> finish(Step step, List<Node> updates) {
        Scope after = step.scope().after(updates);
        Variable power = power(after);
        Output next = Mul.of(after.named("mul"), power, step.tensor(after, beta1, DType.FLOAT32));
        return List.of(Assign.of(after, power.ref(), next));
    }
}

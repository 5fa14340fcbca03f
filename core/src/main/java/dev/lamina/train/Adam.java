package dev.lamina.train;

import dev.lamina.gradient.IndexedSlices;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.math.Sqrt;
import dev.lamina.op.math.Square;
import dev.lamina.op.scatter.ScatterSub;
import dev.lamina.op.scatter.ScatterUpdate;
import dev.lamina.op.state.Assign;
import dev.lamina.op.train.ApplyAdam;
import dev.lamina.tensor.DType;
import java.util.List;

/**
 * Adam: in step t, {@code m = beta1 * m + (1 - beta1) * gradient; v = beta2 * v + (1 - beta2) * gradient^2; w -=
 * learningRate * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + epsilon)}.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma, Ba, Adam: a method for stochastic optimization (2014)</a>
 */
public sealed class Adam extends Optimizer permits AdamW, LazyAdam, Nadam {
    private static final String M = "m";
    private static final String V = "v";

    private final Hyperparameter learningRate;
    private final Hyperparameter beta1;
    private final Hyperparameter beta2;
    private final Hyperparameter epsilon;

    /** With a learning rate of 0.001, betas of 0.9 and 0.999, and an epsilon of 1e-8. */
    public Adam() {
        this(0.001f);
    }

    /** With a fixed learning rate, betas of 0.9 and 0.999, and an epsilon of 1e-8. */
    public Adam(float learningRate) {
        this(learningRate, 0.9f, 0.999f, 1e-8f);
    }

    /** With a fixed learning rate. */
    public Adam(float learningRate, float beta1, float beta2, float epsilon) {
        this("Adam", Hyperparameter.rate("learning_rate", learningRate), beta1, beta2, epsilon);
    }

    /** With a learning rate that every step computes. */
    public Adam(Operand learningRate, float beta1, float beta2, float epsilon) {
        this("Adam", Hyperparameter.of("learning_rate", learningRate), beta1, beta2, epsilon);
    }

    Adam(String name, Hyperparameter learningRate, float beta1, float beta2, float epsilon) {
        super(name);
        this.learningRate = learningRate;
        this.beta1 = Hyperparameter.lessThanAll("beta1", beta1);
        this.beta2 = Hyperparameter.lessThanAll("beta2", beta2);
        this.epsilon = Hyperparameter.rate("epsilon", epsilon);
    }

    @Override
    void makeSlots(Scope scope, List<Variable> variables) {
        power(scope, beta1);
        power(scope, beta2);
        for (Variable variable : variables) {
            slots.make(variable, M, name(), 0);
            slots.make(variable, V, name(), 0);
        }
    }

    /** A beta to the power of the number of the step. */
    private Variable power(Scope scope, Hyperparameter beta) {
        return slots.shared(scope, beta.name() + "_power", beta.value());
    }

    @Override
    Node update(Step step, Scope own, Variable variable, Output gradient) {
        DType type = variable.dtype();
        return ApplyAdam.of(
                own,
                variable.ref(),
                slots.get(variable, M).ref(),
                slots.get(variable, V).ref(),
                Step.cast(own, power(step.scope(), beta1), type),
                Step.cast(own, power(step.scope(), beta2), type),
                step.tensor(own, learningRate, type),
                step.tensor(own, beta1, type),
                step.tensor(own, beta2, type),
                step.tensor(own, epsilon, type),
                gradient,
                usesNesterov());
    }

    /** Whether it steps ahead as Nesterov's momentum does. */
    boolean usesNesterov() {
        return false;
    }

    /** Adds the update of some rows alone, each named once. */
    final Node rows(Step step, Scope own, Variable variable, IndexedSlices slices) {
        DType type = variable.dtype();
        Output one = Const.of(own, 1, type);
        Output rest1 = Sub.of(own, one, Step.cast(own, power(step.scope(), beta1), type));
        Output rest2 = Sub.of(own, one, Step.cast(own, power(step.scope(), beta2), type));
        Output rate = RealDiv.of(own, Mul.of(own, step.tensor(own, learningRate, type), Sqrt.of(own, rest2)), rest1);
        Output indices = slices.indices();
        Output m = average(step, own, slots.get(variable, M), beta1, indices, slices.values());
        Output v = average(step, own, slots.get(variable, V), beta2, indices, Square.of(own, slices.values()));
        Output length = Add.of(own, Sqrt.of(own, v), step.tensor(own, epsilon, type));
        Output change = Mul.of(own, rate, RealDiv.of(own, m, length));
        List<Node> moments = List.of(
                ScatterUpdate.of(own, slots.get(variable, M).ref(), indices, m),
                ScatterUpdate.of(own, slots.get(variable, V).ref(), indices, v));
        return ScatterSub.of(own.after(moments), variable.ref(), indices, change);
    }

    private static Output average(
            Step step, Scope own, Variable slot, Hyperparameter beta, Output indices, Output value) {
        Output before = GatherV2.of(own, slot.ref(), indices);
        Output rest = Sub.of(own, Const.of(own, 1, slot.dtype()), step.tensor(own, beta, slot.dtype()));
        return Add.of(own, before, Mul.of(own, Sub.of(own, value, before), rest));
    }

    @Override
    List<Node> finish(Step step, List<Node> updates) {
        Scope after = step.scope().after(updates);
        return List.of(advance(step, after, beta1), advance(step, after, beta2));
    }

    private Node advance(Step step, Scope after, Hyperparameter beta) {
        Variable power = power(after, beta);
        Output next = Mul.of(after.named("mul"), power, step.tensor(after, beta, DType.FLOAT32));
        return Assign.of(after, power.ref(), next);
    }
}

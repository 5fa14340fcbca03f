package dev.lamina.app.train;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.train.Adadelta;
import dev.lamina.train.Adagrad;
import dev.lamina.train.Adam;
import dev.lamina.train.AdamW;
import dev.lamina.train.GradientDescent;
import dev.lamina.train.Momentum;
import dev.lamina.train.Optimizer;
import dev.lamina.train.RMSProp;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The optimizers of {@code --optimizer}, each with a learning rate that suits small networks of ReLUs. */
enum OptimizerChoice {
    SGD(0.1f),
    MOMENTUM(0.02f),
    ADAM(0.002f),
    ADAGRAD(0.05f),
    RMSPROP(0.001f),
    NESTEROV(0.02f),
    ADADELTA(1),
    ADAMW(0.002f);

    /** What AdamW takes off the weights in a step, as a part of them and of the learning rate: PyTorch's default. */
    private static final float WEIGHT_DECAY = 0.01f;

    private final float usualLearningRate;

    OptimizerChoice(float usualLearningRate) {
        this.usualLearningRate = usualLearningRate;
    }

    float usualLearningRate() {
        return usualLearningRate;
    }

    /**
     * The optimizer, with TensorFlow's usual hyperparameters; Adadelta with its paper's.
     *
     * @param scope for what it takes beside the learning rate
     */
    Optimizer optimizer(Scope scope, Operand learningRate) {
        return switch (this) {
            case SGD -> new GradientDescent(learningRate);
            case MOMENTUM -> new Momentum(learningRate, 0.9f, false);
            case ADAM -> new Adam(learningRate, 0.9f, 0.999f, 1e-8f);
            case ADAGRAD -> new Adagrad(learningRate, 0.1f);
            case RMSPROP -> new RMSProp(learningRate, 0.9f, 0, 1e-10f);
            case NESTEROV -> new Momentum(learningRate, 0.9f, true);
            case ADADELTA -> new Adadelta(learningRate, 0.95f, 1e-6f);
            case ADAMW -> new AdamW(decay(scope, learningRate), learningRate, 0.9f, 0.999f, 1e-8f);
        };
    }

    private static Output decay(Scope scope, Operand learningRate) {
        Scope own = scope.nested("weight_decay");
        return Mul.of(own.itself(), learningRate, Const.of(own.named("factor"), WEIGHT_DECAY));
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the option, and lists the choices for help and completion. */
    static final class Names implements ITypeConverter<OptimizerChoice>, Iterable<String> {
        @Override
        public OptimizerChoice convert(String name) {
            return Arrays.stream(values())
                    .filter(choice -> choice.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + name + "' is none of "
                            + Arrays.stream(values()).map(Object::toString).collect(Collectors.joining(", "))));
        }

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(values()).map(Object::toString).iterator();
        }
    }
}

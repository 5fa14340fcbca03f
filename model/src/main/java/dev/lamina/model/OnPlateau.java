package dev.lamina.model;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.session.Feed;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Optimizer;
import dev.lamina.train.schedule.Plateau;
import dev.lamina.train.schedule.ReduceOnPlateau;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer whose learning rate falls when a metric has not improved for a while: what a model is compiled with, and a
 * callback of each {@link Fit} of that model, which need not name it. Its state is in variables of the model.
 *
 * <p>A training that is resumed with another learning rate than it began with takes the new one from there on.
 */
public final class OnPlateau implements OptimizerFactory, Callback, Resumable {
    private static final String LEARNING_RATE = "learning_rate";

    private final String metric;
    private final ReduceOnPlateau rule;
    private final Function<? super Operand, ? extends Optimizer> optimizer;
    private @Nullable Output value;
    private @Nullable Node observe;
    private @Nullable Variable learningRate;
    private float before;

    /**
     * The rule for one model.
     *
     * @param metric what it looks at after each epoch, such as {@code val_loss}
     * @param rule when the rate falls, and by how much
     * @param optimizer makes the optimizer of the rate
     */
    public OnPlateau(String metric, ReduceOnPlateau rule, Function<? super Operand, ? extends Optimizer> optimizer) {
        this.metric = metric;
        this.rule = rule;
        this.optimizer = optimizer;
        before = rule.learningRate();
    }

    @Override
    public Optimizer create(Scope scope, Variable globalStep) {
        Plateau plateau = rule.in(scope);
        Output fed = Placeholder.of(scope.named("observed_" + metric), DType.FLOAT32, Shape.scalar());
        value = fed;
        observe = plateau.observe(fed);
        learningRate = plateau.learningRate();
        return optimizer.apply(plateau);
    }

    /** Takes the new rate, if a training goes on that began with another. */
    @Override
    public void began(TrainingRun run) {
        float now = rule.learningRate();
        if (before != now && learningRate != null) {
            run.session().load(Map.of(learningRate.ref().node().name(), Tensor.of(now)));
            run.report("the training began with a learning rate of " + before + "; it goes on with " + now);
            before = now;
        }
    }

    @Override
    public String key() {
        return "on_plateau_" + metric;
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of(LEARNING_RATE, Tensor.of(before));
    }

    @Override
    public void restore(Map<String, Tensor> state, TrainingRun run) {
        before = state.isEmpty()
                ? rule.learningRate()
                : Resumable.part(state, LEARNING_RATE, DType.FLOAT32).floatValue();
    }

    @Override
    public void epochEnded(TrainingRun run, EpochResult epoch) {
        if (value == null || observe == null) {
            throw new FailedPreconditionException(
                    "the learning rate's rule is not the model's", "compile the model with it");
        }
        run.session().run(observe, Feed.of(value, (float) epoch.value(metric)));
    }
}

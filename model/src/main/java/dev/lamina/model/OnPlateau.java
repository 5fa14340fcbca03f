package dev.lamina.model;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.Placeholder;
import dev.lamina.session.Feed;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.train.Optimizer;
import dev.lamina.train.schedule.Plateau;
import dev.lamina.train.schedule.ReduceOnPlateau;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer whose learning rate falls when a metric has not improved for a while: one object to compile a model with, and
 * to give to its {@link Fit} as a callback. Its state is in variables of the model.
 */
public final class OnPlateau implements OptimizerFactory, Callback {
    private final String metric;
    private final ReduceOnPlateau rule;
    private final Function<? super Operand, ? extends Optimizer> optimizer;
    private @Nullable Output value;
    private @Nullable Node observe;

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
    }

    @Override
    public Optimizer create(Scope scope, Variable globalStep) {
        Plateau plateau = rule.in(scope);
        Output fed = Placeholder.of(scope.named("observed_" + metric), DType.FLOAT32, Shape.scalar());
        value = fed;
        observe = plateau.observe(fed);
        return optimizer.apply(plateau);
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

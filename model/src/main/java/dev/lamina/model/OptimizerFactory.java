package dev.lamina.model;

import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.train.Optimizer;

/** Makes an optimizer that needs the model's graph, such as one with a learning rate that follows the number of the step. */
@FunctionalInterface
public interface OptimizerFactory {
    /**
     * Makes the optimizer.
     *
     * @param scope the outermost of the model's graph
     * @param globalStep the number of steps done, int64
     */
    Optimizer create(Scope scope, Variable globalStep);
}

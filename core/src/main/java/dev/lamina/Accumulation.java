package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;

/** What {@link Tf#foldl} and {@link Tf#scan} do with each element. */
@FunctionalInterface
public interface Accumulation {
    /**
     * Builds what comes next: of the type of what came before.
     *
     * @param tf builds it
     * @param accumulated what came before
     * @param element the element
     */
    Operand next(Tf tf, Output accumulated, Output element);
}

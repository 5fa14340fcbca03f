package dev.lamina.compiler.region;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import java.util.List;

/** The first number of a loop that counts, of start, limit and delta: an error if it never comes to the limit. */
public record Counted() implements Op {
    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 0, "start");
        c.withRank(1, 0, "limit");
        c.withRank(2, 0, "delta");
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            int start = inputs[0].ints()[0];
            int limit = inputs[1].ints()[0];
            int delta = inputs[2].ints()[0];
            boolean isReached = delta > 0 ? start <= limit : delta < 0 ? start >= limit : start == limit;
            if (!isReached) {
                throw c.error("Invalid start/limit/delta: " + start + " " + limit + " " + delta);
            }
            outputs[0].ints()[0] = start;
        };
    }
}

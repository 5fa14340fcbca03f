package dev.lamina.compiler.region;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import java.util.Collections;
import java.util.List;

/**
 * A loop in TensorFlow 1's form. Its one region is an iteration: it takes what enters the loop, which is dead after the first
 * iteration unless it is constant, and what the iteration before gave for the next one, which is dead in the first; it gives what
 * goes to the next iteration, then what comes out of the loop, and then what is fetched of it. Where nothing goes to the next iteration, there is none.
 *
 * @param name the loop's name
 * @param isConstant by input, whether each iteration is given it
 * @param nextIterations how many values go from one iteration to the next
 * @param exits how many values come out
 * @param results how many values come out or are fetched
 */
public record Iterated(String name, List<Boolean> isConstant, int nextIterations, int exits, int results)
        implements Op {
    public Iterated {
        isConstant = List.copyOf(isConstant);
    }

    /** Variants in which tensors lie as a whole, for an {@link Exited} each. */
    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Collections.nCopies(results, Shape.scalar());
    }

    @Override
    public Access access(int input) {
        return Access.NONE;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        throw new IllegalStateException("a loop runs its region");
    }
}

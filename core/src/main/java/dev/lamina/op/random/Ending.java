package dev.lamina.op.random;

import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Shape;
import java.util.List;

/** The shape rule of samples of distributions with parameters, whose shape, the first input, ends with that of the parameters. */
final class Ending {
    private Ending() {}

    /** The shape of the only output, two seeds being input 1, given the inputs that are the parameters. */
    static List<Shape> shapes(ShapeContext c, int... parameters) {
        Start.checkSeeds(c, 1);
        return withoutSeeds(c, parameters);
    }

    /** The same where there are no two seeds. */
    static List<Shape> withoutSeeds(ShapeContext c, int... parameters) {
        Shape wanted = Integers.wantedShape(c, 0);
        Shape each = Shape.scalar();
        for (int parameter : parameters) {
            each = Elementwise.broadcast(c, each, c.shape(parameter));
        }
        if (wanted.hasRank() && each.hasRank()) {
            int before = wanted.rank() - each.rank();
            if (before < 0 || !wanted.slice(before, wanted.rank()).isCompatibleWith(each)) {
                throw c.error(
                        "Shape passed in must end with broadcasted shape: " + wanted + " does not end with " + each);
            }
        }
        return List.of(wanted);
    }
}

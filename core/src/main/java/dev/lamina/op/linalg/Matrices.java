package dev.lamina.op.linalg;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;

/** What operations on the diagonals of matrices have in common. */
final class Matrices {
    private Matrices() {}

    /** The shape of the diagonals of matrices in the last two axes. */
    static Shape diagonal(ShapeContext c, Shape matrices) {
        if (!matrices.hasRank()) {
            return Shape.unknown();
        }
        int rank = matrices.rank();
        if (rank < 2) {
            throw c.error("input must be at least 2-dim, received shape: " + matrices);
        }
        long shorter = Math.min(matrices.dim(-1), matrices.dim(-2));
        return matrices.slice(0, rank - 2).concat(Shape.of(shorter < 0 ? -1 : shorter));
    }

    /** A number of diagonals on one side: all of them if it is negative. */
    static int bound(KernelContext c, String name, long number, String side, int most) {
        if (number > most) {
            throw c.error(name + " must be negative or less or equal to number of " + side + " (" + most + ") got: "
                    + number);
        }
        return number < 0 ? Integer.MAX_VALUE / 2 : (int) number;
    }
}

package dev.lamina.compiler.region;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * An operation some of whose outputs have shapes that only its kernel tells: each of these is a variant in which the tensor
 * lies as a whole, for an {@link Unboxed} to take it out.
 *
 * @param op the operation
 * @param whole which of its outputs
 */
public record Boxed(Op op, BitSet whole) implements ComplexOp.Alike {
    /** The outputs of a node that are boxed. */
    public static BitSet outputs(Node node) {
        BitSet whole = new BitSet();
        if (node.op() instanceof ShapedByKernel op) {
            for (int i = 0; i < node.outputCount(); i++) {
                whole.set(i, op.isShapedByKernel(node, i));
            }
        }
        return whole;
    }

    @Override
    public String name() {
        return op.name();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        List<Shape> shapes = new ArrayList<>(op.shapes(c));
        whole.stream().forEach(i -> shapes.set(i, Shape.scalar()));
        return shapes;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Kernel kernel = ComplexOp.kernel(op, c);
        return (inputs, outputs) -> {
            for (int i = whole.nextSetBit(0); i >= 0; i = whole.nextSetBit(i + 1)) {
                outputs[i].objects()[0] = ShapedByKernel.AWAITED;
            }
            kernel.run(inputs, outputs);
        };
    }

    @Override
    public boolean needsShapeOnly(int input) {
        return op.needsShapeOnly(input);
    }

    @Override
    public boolean canFail() {
        return op.canFail();
    }

    @Override
    public Access access(int input) {
        return op.access(input);
    }
}

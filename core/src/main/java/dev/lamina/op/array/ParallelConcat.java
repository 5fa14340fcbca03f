package dev.lamina.op.array;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Tensors whose first axis has extent 1, one behind the other along it.
 *
 * @param shape that of the result
 */
@OpDef(
        inputs = "values: N * T",
        outputs = "output: T",
        attrs = {"N: int >= 1", "T: type", "shape: shape"})
public record ParallelConcat(Shape shape) implements ComplexOp.ByParts {
    /** Adds the operation for tensors of one shape that is known. */
    public static Output of(Scope scope, List<? extends Operand> values) {
        Shape each = values.getFirst().asOutput().shape();
        Shape shape = each.hasRank() && each.rank() > 0 ? each.with(0, values.size()) : each;
        return scope.node(new ParallelConcat(shape), values).output(0);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (!shape.isFullyDefined()) {
            throw c.error("shape attr must be fully defined");
        }
        if (shape.rank() == 0 || shape.dim(0) != c.inputs()) {
            throw c.error("Wrong number of inputs: " + c.inputs() + " of the shape " + shape);
        }
        Shape each = shape.with(0, 1);
        for (int i = 0; i < c.inputs(); i++) {
            if (!c.shape(i).isCompatibleWith(each)) {
                throw c.error(
                        "Shapes of input " + i + " and of the output do not match: " + c.shape(i) + " vs. " + each);
            }
        }
        return List.of(shape);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int n = c.inputShape(0).size();
        return (inputs, outputs) -> {
            for (int i = 0; i < inputs.length; i++) {
                System.arraycopy(inputs[i].array(), 0, outputs[0].array(), i * n, n);
            }
        };
    }

    static List<Sample> samples() {
        ParallelConcat op = new ParallelConcat(Shape.of(2, 2));
        return List.of(
                Sample.rough(op, new float[][] {{1, 2}}, new float[][] {{3, 4}}).gives((Object)
                        new float[][] {{1, 2}, {3, 4}}),
                Sample.rough(new ParallelConcat(Shape.of(1)), (Object) new String[] {"a"})
                        .gives((Object) new String[] {"a"}),
                Sample.refused("do not match: [2] vs. [1,2]", op, new float[2], new float[2]),
                Sample.refused("Wrong number of inputs: 1", op, (Object) new float[1][2]),
                Sample.refused("shape attr must be fully defined", new ParallelConcat(Shape.of(-1, 2)), (Object)
                        new float[1][2]));
    }
}

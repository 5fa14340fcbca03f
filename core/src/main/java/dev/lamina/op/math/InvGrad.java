package dev.lamina.op.math;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gradient of {@link Inv} from its result {@code y}: {@code -dy * y * y}. */
@OpDef(
        inputs = {"y: T", "dy: T"},
        outputs = "z: T",
        attrs = "T: {bfloat16, half, float, double}")
public record InvGrad() implements Op {
    /** Adds the gradient. */
    public static Output of(Scope scope, Operand y, Operand dy) {
        return scope.output(new InvGrad(), y, dy);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Elementwise.same(c);
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Elementwise.binary(c, ReciprocalGrad::floats, ReciprocalGrad::doubles, null, null);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return ReciprocalGrad.slopes(c, of(c.scope(), c.input(0), c.upstream(0)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new InvGrad(), new float[] {1, 2, -0.5f}, new float[] {1, 2, -4})
                        .gives(new float[] {-1, -8, 1}),
                Sample.refused("Incompatible shapes: [2] vs. [3]", new InvGrad(), new float[2], new float[3]));
    }
}

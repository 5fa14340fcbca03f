package dev.lamina.op.math;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.complex.Conj;
import dev.lamina.op.math.Reciprocal.ReciprocalGrad;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code 1 / x}, of floating-point numbers; {@link Reciprocal} by its old name. */
@OpDef(
        inputs = "x: T",
        outputs = "y: T",
        attrs = "T: {bfloat16, half, float, double, int8, int16, int32, int64, complex64, complex128}")
public record Inv() implements UnaryOp, ComplexOp.Unary {
    /** Adds a reciprocal. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Inv(), x);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new Reciprocal().kernel(c);
    }

    @Override
    public void complexes(double[] x, double[] y, int n) {
        new Reciprocal().complexes(x, y, n);
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return InvGrad.of(scope, y, dy);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Inv(), new float[] {1, 4, -2}).gives(new float[] {1, 0.25f, -0.5f}),
                Sample.rough(new Inv(), new float[] {0, -0f, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0, Float.NaN}),
                Sample.refused("is not defined for type int32", new Inv(), new int[] {2}));
    }

    /** The gradient of {@link Inv} from its result {@code y}: {@code -dy * y * y}. */
    @OpDef(
            inputs = {"y: T", "dy: T"},
            outputs = "z: T",
            attrs = "T: {bfloat16, half, float, double, complex64, complex128}")
    public record InvGrad() implements BinaryOp.OfOneShape, ComplexOp.Binary {
        /** Adds the gradient. */
        public static Output of(Scope scope, Operand y, Operand dy) {
            return scope.output(new InvGrad(), y, dy);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return new ReciprocalGrad().kernel(c);
        }

        @Override
        public void complexes(double[] y, double[] dy, double[] z, int n) {
            new ReciprocalGrad().complexes(y, dy, z, n);
        }

        @Override
        public List<@Nullable Output> gradients(Scope scope, Output y, Output dy, Output z, Output dz) {
            return List.of(ReciprocalGrad.slope(scope, y, dy, dz), of(scope, Conj.ofAny(scope, y), dz));
        }

        static List<Sample> samples() {
            return List.of(Sample.of(new InvGrad(), new float[] {1, 2, -0.5f}, new float[] {1, 2, -4})
                    .gives(new float[] {-1, -8, 1}));
        }
    }
}

package dev.lamina.op.state;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.Resources;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Adds a value to a variable; the output is the variable after that.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 */
@OpDef(
        inputs = {"ref: Ref(T)", "value: T"},
        outputs = "output_ref: Ref(T)",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64, complex64, complex128}",
            "use_locking: bool = false"
        },
        stateful = true)
public record AssignAdd(boolean useLocking) implements ComplexOp.Alike {
    /** Adds an addition to the variable. */
    public static Node of(Scope scope, Operand ref, Operand value) {
        return scope.node(new AssignAdd(false), List.of(ref, value));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(InPlaceSum.shape(c, c.shape(0)));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new InPlaceSum(c, 1);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new AssignAdd(false), new float[] {10, 20}, new float[] {1, 2})
                        .gives((Object) new float[] {11, 22}),
                Sample.rough(new AssignAdd(false), new byte[] {127}, new byte[] {1})
                        .gives((Object) new byte[] {-128}),
                Sample.refused(
                        "requires shapes of both tensors to match. lhs shape= [2] rhs shape= [1]",
                        new AssignAdd(false),
                        new float[2],
                        new float[1]));
    }

    /**
     * Adds a value to the variable behind a resource.
     *
     * @param dtype the type of its elements
     */
    @OpDef(
            inputs = {"resource: resource", "value: dtype"},
            attrs = "dtype: type",
            stateful = true)
    public record AssignAddVariableOp(DType dtype) implements ComplexOp.Alike {
        /** Adds an addition to the variable. */
        public static Node of(Scope scope, Operand resource, Operand value) {
            return scope.node(new AssignAddVariableOp(value.asOutput().dtype()), List.of(resource, value));
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            InPlaceSum.shape(c, Resources.shape(c, 0, dtype));
            return List.of();
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return new InPlaceSum(c, 1);
        }

        static List<Sample> samples() {
            return List.of(
                    Sample.rough(new AssignAddVariableOp(DType.FLOAT32), new float[] {10, 20}, new float[] {1, 2}),
                    Sample.refused(
                            "requires shapes of both tensors to match. lhs shape= [2] rhs shape= [1]",
                            new AssignAddVariableOp(DType.FLOAT32),
                            new float[2],
                            new float[1]));
        }
    }
}

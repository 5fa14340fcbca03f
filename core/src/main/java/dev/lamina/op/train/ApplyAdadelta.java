package dev.lamina.op.train;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Adadelta: {@code accum = rho * accum + (1 - rho) * grad * grad; update = sqrt(accum_update + epsilon) / sqrt(accum +
 * epsilon) * grad; var -= update * lr; accum_update = rho * accum_update + (1 - rho) * update * update}. Denormal numbers in {@code accum}
 * and {@code accum_update} become 0, as in TensorFlow.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 */
@OpDef(
        inputs = {"var: Ref(T)", "accum: Ref(T)", "accum_update: Ref(T)", "lr: T", "rho: T", "epsilon: T", "grad: T"},
        outputs = "out: Ref(T)",
        attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"},
        stateful = true)
public record ApplyAdadelta(boolean useLocking) implements Op {
    /** Adds an update. */
    public static Node of(
            Scope scope,
            Operand var,
            Operand accum,
            Operand accumUpdate,
            Operand lr,
            Operand rho,
            Operand epsilon,
            Operand grad) {
        return scope.node(new ApplyAdadelta(false), List.of(var, accum, accumUpdate, lr, rho, epsilon, grad));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Update.shape(c, this));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new AdadeltaUpdate(c);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(
                                new ApplyAdadelta(false),
                                new float[] {10},
                                new float[] {4},
                                new float[] {30},
                                0.5f,
                                0.5f,
                                6f,
                                new float[] {4})
                        .gives(new float[] {7}),
                Sample.rough(
                                new ApplyAdadelta(false),
                                new double[] {10},
                                new double[] {4},
                                new double[] {30},
                                0.5,
                                0.5,
                                6.0,
                                new double[] {4})
                        .gives(new double[] {7}),
                Sample.refused(
                        "rho is not a scalar: [1]",
                        new ApplyAdadelta(false),
                        new float[] {1},
                        new float[] {1},
                        new float[] {1},
                        1f,
                        new float[] {1},
                        1f,
                        new float[] {2}),
                Sample.refused(
                        "var and accum_update do not have the same shape",
                        new ApplyAdadelta(false),
                        new float[] {1},
                        new float[] {1},
                        new float[] {1, 2},
                        1f,
                        1f,
                        1f,
                        new float[] {2}));
    }
}

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
 * RMSProp: {@code ms += (grad * grad - ms) * (1 - rho); mom = mom * momentum + grad * lr / sqrt(ms + epsilon); var
 * -= mom}. Denormal numbers in {@code ms} and {@code mom} become 0, as in TensorFlow.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 */
@OpDef(
        inputs = {"var: Ref(T)", "ms: Ref(T)", "mom: Ref(T)", "lr: T", "rho: T", "momentum: T", "epsilon: T", "grad: T"
        },
        outputs = "out: Ref(T)",
        attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"},
        stateful = true)
public record ApplyRMSProp(boolean useLocking) implements Op {
    /** Adds an update. */
    public static Node of(
            Scope scope,
            Operand var,
            Operand ms,
            Operand mom,
            Operand lr,
            Operand rho,
            Operand momentum,
            Operand epsilon,
            Operand grad) {
        return scope.node(new ApplyRMSProp(false), List.of(var, ms, mom, lr, rho, momentum, epsilon, grad));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Update.shape(c, this));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new RMSPropUpdate(c);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(
                                new ApplyRMSProp(false),
                                new float[] {1},
                                new float[] {4},
                                new float[] {1},
                                0.5f,
                                0.5f,
                                0.5f,
                                6f,
                                new float[] {4})
                        .gives(new float[] {0}),
                Sample.rough(
                                new ApplyRMSProp(false),
                                new double[] {1},
                                new double[] {4},
                                new double[] {1},
                                0.5,
                                0.5,
                                0.5,
                                6.0,
                                new double[] {4})
                        .gives(new double[] {0}),
                Sample.refused(
                        "rho is not a scalar: [1]",
                        new ApplyRMSProp(false),
                        new float[] {1},
                        new float[] {1},
                        new float[] {1},
                        1f,
                        new float[] {1},
                        1f,
                        1f,
                        new float[] {2}),
                Sample.refused(
                        "var and mom do not have the same shape",
                        new ApplyRMSProp(false),
                        new float[] {1},
                        new float[] {1},
                        new float[] {1, 2},
                        1f,
                        1f,
                        1f,
                        1f,
                        new float[] {2}));
    }
}

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
 * {@link ApplyMomentum} for variables that are resources.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 * @param useNesterov whether to step ahead as Nesterov does: {@code var -= grad * lr + accum * momentum * lr}
 */
@OpDef(
        inputs = {"var: resource", "accum: resource", "lr: T", "grad: T", "momentum: T"},
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
            "use_locking: bool = false",
            "use_nesterov: bool = false"
        },
        stateful = true)
public record ResourceApplyMomentum(boolean useLocking, boolean useNesterov) implements Op {
    /** Adds an update. */
    public static Node of(
            Scope scope, Operand var, Operand accum, Operand lr, Operand grad, Operand momentum, boolean useNesterov) {
        return scope.node(new ResourceApplyMomentum(false, useNesterov), List.of(var, accum, lr, grad, momentum));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Update.noOutput(c, this);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new MomentumUpdate(c, useNesterov);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(
                                new ResourceApplyMomentum(false, false),
                                new float[] {1, 2},
                                new float[] {10, 20},
                                0.1f,
                                new float[] {1, 2},
                                0.5f)
                        .gives(new float[] {0.4f, 0.8f}, new float[] {6, 12}),
                Sample.rough(
                                new ResourceApplyMomentum(false, true),
                                new float[] {1, 2},
                                new float[] {10, 20},
                                0.1f,
                                new float[] {1, 2},
                                0.5f)
                        .gives(new float[] {0.6f, 1.2f}, new float[] {6, 12}),
                Sample.rough(
                                new ResourceApplyMomentum(false, false),
                                new double[] {1, 2},
                                new double[] {10, 20},
                                0.1,
                                new double[] {1, 2},
                                0.5)
                        .gives(new double[] {0.4, 0.8}, new double[] {6, 12}),
                Sample.rough(
                                new ResourceApplyMomentum(false, true),
                                new double[] {1, 2},
                                new double[] {10, 20},
                                0.1,
                                new double[] {1, 2},
                                0.5)
                        .gives(new double[] {0.6, 1.2}, new double[] {6, 12}),
                Sample.refused(
                        "lr is not a scalar: [1]",
                        new ResourceApplyMomentum(false, false),
                        new float[] {1},
                        new float[] {1},
                        new float[] {1},
                        new float[] {2},
                        0.5f),
                Sample.refused(
                        "var and accum do not have the same shape",
                        new ResourceApplyMomentum(false, false),
                        new float[] {1},
                        new float[] {1, 2},
                        1f,
                        new float[] {2},
                        0.5f));
    }
}

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
 * {@link ApplyAdagrad} for variables that are resources.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 * @param updateSlots whether {@code accum} is updated as well
 */
@OpDef(
        inputs = {"var: resource", "accum: resource", "lr: T", "grad: T"},
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
            "use_locking: bool = false",
            "update_slots: bool = true"
        },
        stateful = true)
public record ResourceApplyAdagrad(boolean useLocking, boolean updateSlots) implements Op {
    /** Adds an update. */
    public static Node of(Scope scope, Operand var, Operand accum, Operand lr, Operand grad, boolean updateSlots) {
        return scope.node(new ResourceApplyAdagrad(false, updateSlots), List.of(var, accum, lr, grad));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Update.noOutput(c, this);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new AdagradUpdate(c, updateSlots);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(
                                new ResourceApplyAdagrad(false, true),
                                new float[] {1, 2},
                                new float[] {0, 9},
                                0.5f,
                                new float[] {2, 4})
                        .gives(new float[] {0.5f, 1.6f}, new float[] {4, 25}),
                Sample.rough(
                                new ResourceApplyAdagrad(false, false),
                                new float[] {1, 2},
                                new float[] {4, 16},
                                0.5f,
                                new float[] {2, 4})
                        .gives(new float[] {0.5f, 1.5f}, new float[] {4, 16}),
                Sample.rough(
                                new ResourceApplyAdagrad(false, true),
                                new double[] {1, 2},
                                new double[] {0, 9},
                                0.5,
                                new double[] {2, 4})
                        .gives(new double[] {0.5, 1.6}, new double[] {4, 25}),
                Sample.refused(
                        "lr is not a scalar: [1]",
                        new ResourceApplyAdagrad(false, true),
                        new float[] {1},
                        new float[] {1},
                        new float[] {1},
                        new float[] {2}),
                Sample.refused(
                        "var and grad do not have the same shape",
                        new ResourceApplyAdagrad(false, true),
                        new float[] {1},
                        new float[] {1},
                        1f,
                        new float[] {2, 3}));
    }
}

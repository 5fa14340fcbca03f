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
 * {@link ApplyAdagradV2} for variables that are resources.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 * @param updateSlots whether {@code accum} is updated as well
 */
@OpDef(
        inputs = {"var: resource", "accum: resource", "lr: T", "epsilon: T", "grad: T"},
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
            "use_locking: bool = false",
            "update_slots: bool = true"
        },
        stateful = true)
public record ResourceApplyAdagradV2(boolean useLocking, boolean updateSlots) implements Op {
    /** Adds an update. */
    public static Node of(
            Scope scope, Operand var, Operand accum, Operand lr, Operand epsilon, Operand grad, boolean updateSlots) {
        return scope.node(new ResourceApplyAdagradV2(false, updateSlots), List.of(var, accum, lr, epsilon, grad));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Update.noOutput(c, this);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new AdagradV2Update(c, updateSlots);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(
                                new ResourceApplyAdagradV2(false, true),
                                new float[] {1, 2},
                                new float[] {0, 9},
                                0.5f,
                                3f,
                                new float[] {2, 4})
                        .gives(new float[] {0.8f, 1.75f}, new float[] {4, 25}),
                Sample.rough(
                                new ResourceApplyAdagradV2(false, false),
                                new float[] {1, 2},
                                new float[] {4, 25},
                                0.5f,
                                3f,
                                new float[] {2, 4})
                        .gives(new float[] {0.8f, 1.75f}, new float[] {4, 25}),
                Sample.rough(
                                new ResourceApplyAdagradV2(false, true),
                                new double[] {1, 2},
                                new double[] {0, 9},
                                0.5,
                                3.0,
                                new double[] {2, 4})
                        .gives(new double[] {0.8, 1.75}, new double[] {4, 25}),
                Sample.refused(
                        "epsilon is not a scalar: [1]",
                        new ResourceApplyAdagradV2(false, true),
                        new float[] {1},
                        new float[] {1},
                        1f,
                        new float[] {1},
                        new float[] {2}));
    }
}

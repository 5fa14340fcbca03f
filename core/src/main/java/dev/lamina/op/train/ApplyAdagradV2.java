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
 * Adagrad kept from division by zero: {@code accum += grad * grad; var -= grad * lr / (sqrt(accum) + epsilon)}.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 * @param updateSlots whether {@code accum} is updated as well
 */
@OpDef(
        inputs = {"var: Ref(T)", "accum: Ref(T)", "lr: T", "epsilon: T", "grad: T"},
        outputs = "out: Ref(T)",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
            "use_locking: bool = false",
            "update_slots: bool = true"
        },
        stateful = true)
public record ApplyAdagradV2(boolean useLocking, boolean updateSlots) implements Op {
    /** Adds an update. */
    public static Node of(
            Scope scope, Operand var, Operand accum, Operand lr, Operand epsilon, Operand grad, boolean updateSlots) {
        return scope.node(new ApplyAdagradV2(false, updateSlots), List.of(var, accum, lr, epsilon, grad));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Update.shape(c, this));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new AdagradV2Update(c, updateSlots);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(
                                new ApplyAdagradV2(false, true),
                                new float[] {1, 2},
                                new float[] {0, 9},
                                0.5f,
                                3f,
                                new float[] {2, 4})
                        .gives(new float[] {0.8f, 1.75f}),
                Sample.rough(
                                new ApplyAdagradV2(false, false),
                                new float[] {1, 2},
                                new float[] {4, 25},
                                0.5f,
                                3f,
                                new float[] {2, 4})
                        .gives(new float[] {0.8f, 1.75f}),
                Sample.rough(
                                new ApplyAdagradV2(false, true),
                                new double[] {1, 2},
                                new double[] {0, 9},
                                0.5,
                                3.0,
                                new double[] {2, 4})
                        .gives(new double[] {0.8, 1.75}),
                Sample.refused(
                        "epsilon is not a scalar: [1]",
                        new ApplyAdagradV2(false, true),
                        new float[] {1},
                        new float[] {1},
                        1f,
                        new float[] {1},
                        new float[] {2}));
    }
}

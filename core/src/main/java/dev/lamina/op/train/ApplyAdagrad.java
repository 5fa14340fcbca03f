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
 * Adagrad: {@code accum += grad * grad; var -= grad * lr / sqrt(accum)}.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 * @param updateSlots whether {@code accum} is updated as well
 * @see <a href="https://jmlr.org/papers/v12/duchi11a.html">Duchi et al., Adaptive subgradient methods (JMLR 12, 2011)</a>
 */
@OpDef(
        inputs = {"var: Ref(T)", "accum: Ref(T)", "lr: T", "grad: T"},
        outputs = "out: Ref(T)",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
            "use_locking: bool = false",
            "update_slots: bool = true"
        },
        stateful = true)
public record ApplyAdagrad(boolean useLocking, boolean updateSlots) implements Op {
    /** Adds an update. */
    public static Node of(Scope scope, Operand var, Operand accum, Operand lr, Operand grad, boolean updateSlots) {
        return scope.node(new ApplyAdagrad(false, updateSlots), List.of(var, accum, lr, grad));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Update.shape(c, this));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new AdagradUpdate(c, updateSlots);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new ApplyAdagrad(false, true), new float[] {1, 2}, new float[] {0, 9}, 0.5f, new float[] {
                            2, 4
                        })
                        .gives(new float[] {0.5f, 1.6f}),
                Sample.rough(
                                new ApplyAdagrad(false, false),
                                new float[] {1, 2},
                                new float[] {4, 16},
                                0.5f,
                                new float[] {2, 4})
                        .gives(new float[] {0.5f, 1.5f}),
                Sample.rough(
                                new ApplyAdagrad(false, true),
                                new double[] {1, 2},
                                new double[] {0, 9},
                                0.5,
                                new double[] {2, 4})
                        .gives(new double[] {0.5, 1.6}),
                Sample.refused(
                        "lr is not a scalar: [1]",
                        new ApplyAdagrad(false, true),
                        new float[] {1},
                        new float[] {1},
                        new float[] {1},
                        new float[] {2}),
                Sample.refused(
                        "var and grad do not have the same shape",
                        new ApplyAdagrad(false, true),
                        new float[] {1},
                        new float[] {1},
                        1f,
                        new float[] {2, 3}));
    }
}

package dev.lamina.op.logic;

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

/**
 * Whether {@code x} and {@code y}, of one shape, differ by less than a tolerance. NaN is near nothing.
 *
 * @param tolerance the least difference that is too large
 */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: bool",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
            "tolerance: float = 1e-05"
        })
public record ApproximateEqual(float tolerance) implements Op {
    /** Adds a comparison. */
    public static Output of(Scope scope, Operand x, Operand y, float tolerance) {
        return scope.output(new ApproximateEqual(tolerance), x, y);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Elementwise.same(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int size = c.inputShape(0).size();
        if (c.inputType(0).isFloating()) {
            return (inputs, outputs) -> {
                for (int k = 0; k < size; k++) {
                    boolean isNear = Math.abs(inputs[0].asDouble(k) - inputs[1].asDouble(k)) <= tolerance;
                    outputs[0].bytes()[k] = (byte) (isNear ? 1 : 0);
                }
            };
        }
        // As TensorFlow has it, the tolerance becomes an integer: all below 1 let equal numbers be near.
        long most = (long) tolerance;
        return (inputs, outputs) -> {
            for (int k = 0; k < size; k++) {
                boolean isNear = Math.abs(inputs[0].asLong(k) - inputs[1].asLong(k)) <= most;
                outputs[0].bytes()[k] = (byte) (isNear ? 1 : 0);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        float nan = Float.NaN;
        return List.of(
                Sample.rough(new ApproximateEqual(0.5f), new float[] {1, 1, nan, 2}, new float[] {1.25f, 2, nan, 1.5f})
                        .gives((Object) new boolean[] {true, false, false, true}),
                Sample.rough(new ApproximateEqual(2), new int[] {1, 1}, new int[] {3, 4})
                        .gives((Object) new boolean[] {true, false}),
                Sample.refused("Incompatible shapes: [2] vs. [1]", new ApproximateEqual(1), new int[2], new int[1]));
    }
}

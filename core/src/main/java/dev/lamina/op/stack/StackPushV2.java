package dev.lamina.op.stack;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Superseded;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Puts a tensor on a stack, and gives it.
 *
 * <p>Errors: a stack of another type, one that has its maximum, or one that was closed.
 *
 * @param swapMemory kept for TensorFlow
 */
@OpDef(
        inputs = {"handle: resource", "elem: T"},
        outputs = "output: T",
        attrs = {"T: type", "swap_memory: bool = false"},
        stateful = true)
public record StackPushV2(boolean swapMemory) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand stack, Operand elem) {
        return scope.output(new StackPushV2(false), stack, elem);
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(
            inputs = {"handle: Ref(string)", "elem: T"},
            outputs = "output: T",
            attrs = {"T: type", "swap_memory: bool = false"})
    record StackPush(boolean swapMemory) implements Superseded {
        @Override
        public Op successor() {
            return new StackPushV2(swapMemory);
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(c.shape(1));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        DType type = c.inputType(1);
        return (inputs, outputs) -> {
            TensorStack.in(inputs[0], type).push(inputs[1].toTensor());
            outputs[0].copyFrom(inputs[1]);
        };
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new StackPushV2(false), StackV2.sample(-1), new float[] {1, 2})
                        .gives((Object) new float[] {1, 2}),
                Sample.refused("overflowed its max_size (1)", new StackPushV2(false), StackV2.sample(1, 5f), 6f),
                Sample.refused("Must have type float but got int32", new StackPushV2(false), StackV2.sample(-1), 6));
    }
}

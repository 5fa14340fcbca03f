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
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.graph.Superseded;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Takes the tensor off a stack that was pushed last.
 *
 * <p>Errors: an empty stack, one of another type, or one that was closed.
 *
 * @param elemType the type of the elements
 */
@OpDef(inputs = "handle: resource", outputs = "elem: elem_type", attrs = "elem_type: type", stateful = true)
public record StackPopV2(DType elemType) implements ShapedByKernel {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand stack, DType elemType) {
        return scope.output(new StackPopV2(elemType), stack);
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(inputs = "handle: Ref(string)", outputs = "elem: elem_type", attrs = "elem_type: type")
    record StackPop(DType elemType) implements Superseded {
        @Override
        public Op successor() {
            return new StackPopV2(elemType);
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.unknown());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> ShapedByKernel.give(
                outputs[0], TensorStack.in(inputs[0], elemType).pop());
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new StackPopV2(DType.FLOAT32), StackV2.sample(-1, 1f, new float[] {2, 3}))
                        .gives((Object) new float[] {2, 3}),
                Sample.refused("is empty when calling Pop().", new StackPopV2(DType.FLOAT32), StackV2.sample(-1)));
    }
}

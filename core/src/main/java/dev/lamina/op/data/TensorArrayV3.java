package dev.lamina.op.data;

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
import dev.lamina.graph.Superseded;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An array of tensors of the run, which other operations write and read: its handle, and the flow that tells what comes
 * before what.
 *
 * <p>Input: the size. Each element is written once.
 *
 * @param dtype the type of the elements
 * @param elementShape what their shapes have in common
 * @param dynamicSize whether writing beyond the end makes it longer
 * @param clearAfterRead whether an element is forgotten when it was read, so that it cannot be read twice
 * @param identicalElementShapes whether all elements are of the shape of the first
 * @param tensorArrayName kept for TensorFlow; the node's name is what errors say
 */
@OpDef(
        inputs = "size: int32",
        outputs = {"handle: resource", "flow: float"},
        attrs = {
            "dtype: type",
            "element_shape: shape = {unknown_rank: true}",
            "dynamic_size: bool = false",
            "clear_after_read: bool = true",
            "identical_element_shapes: bool = false",
            "tensor_array_name: string = ''"
        },
        stateful = true)
public record TensorArrayV3(
        DType dtype,
        Shape elementShape,
        boolean dynamicSize,
        boolean clearAfterRead,
        boolean identicalElementShapes,
        String tensorArrayName)
        implements Op {
    /** Adds an array of fixed size whose elements can be read again and again: handle and flow. */
    public static List<Output> of(Scope scope, Operand size, DType dtype, Shape elementShape) {
        return scope.node(new TensorArrayV3(dtype, elementShape, false, false, false, ""), List.of(size))
                .outputs();
    }

    /** The form whose handle is a string. */
    @OpDef(
            inputs = "size: int32",
            outputs = {"handle: string", "flow: float"},
            attrs = {
                "dtype: type",
                "element_shape: shape = {unknown_rank: true}",
                "dynamic_size: bool = false",
                "clear_after_read: bool = true",
                "tensor_array_name: string = ''"
            })
    record TensorArrayV2(
            DType dtype, Shape elementShape, boolean dynamicSize, boolean clearAfterRead, String tensorArrayName)
            implements Superseded {
        @Override
        public Op successor() {
            return new TensorArrayV3(dtype, elementShape, dynamicSize, clearAfterRead, false, tensorArrayName);
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 0, "TensorArray size");
        return List.of(Shape.scalar(), Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            outputs[0].objects()[0] = new ArrayResource(c.nodeName(), inputs[0].ints()[0], this);
            outputs[1].floats()[0] = 0;
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        TensorArrayV3 op = new TensorArrayV3(DType.FLOAT32, Shape.scalar(), false, true, false, "");
        return List.of(Sample.refused("Size should be >= 0, but is -1", op, -1));
    }
}

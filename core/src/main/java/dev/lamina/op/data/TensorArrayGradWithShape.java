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
import dev.lamina.op.flow.Identity;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The array of the gradients of an array as {@link TensorArrayGradV3}, whose elements have more axes before theirs: what is
 * there for each of several gradients.
 *
 * <p>The third input is the shape of those axes.
 *
 * @param source tells the arrays of several gradients apart
 */
@OpDef(
        inputs = {"handle: resource", "flow_in: float", "shape_to_prepend: int32"},
        outputs = {"grad_handle: resource", "flow_out: float"},
        attrs = "source: string",
        stateful = true)
public record TensorArrayGradWithShape(String source) implements Op {
    /** Adds the operation: the handle of the other array, and its flow. */
    public static List<Output> of(Scope scope, Operand handle, Operand flow, Operand shapeToPrepend, String source) {
        return scope.node(new TensorArrayGradWithShape(source), List.of(handle, flow, shapeToPrepend))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar(), Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            outputs[0].objects()[0] = ArrayResource.in(inputs[0]).gradient(source, ElementShape.of(inputs[2]));
            outputs[1].floats()[0] = inputs[1].floats()[0];
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(null, c.upstream(1), null);
    }

    static List<Sample> samples() {
        return List.of(Sample.refused(
                "has already been closed.",
                new TensorArrayGradWithShape("gradients"),
                (Sample.Handle) scope -> {
                    Output array = SampleArrays.ofFloats(1).build(scope);
                    return Identity.of(scope.after(List.of(TensorArrayCloseV3.of(scope, array))), array);
                },
                0f,
                new int[] {2}));
    }
}

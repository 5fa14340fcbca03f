package dev.lamina.op.state;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A handle to a variable, a resource: what TensorFlow 2 has in place of {@link VariableV2}.
 *
 * @param container kept for TensorFlow; a session has one container
 * @param sharedName the name under which nodes share a variable; the node's own if empty
 * @param debugName kept for TensorFlow
 * @param dtype the type of its elements
 * @param shape its shape
 * @param allowedDevices kept for TensorFlow
 */
@OpDef(
        outputs = "resource: resource",
        attrs = {
            "container: string = ''",
            "shared_name: string = ''",
            "debug_name: string = ''",
            "dtype: type",
            "shape: shape",
            "allowed_devices: list(string) = []"
        },
        stateful = true)
public record VarHandleOp(
        String container, String sharedName, String debugName, DType dtype, Shape shape, List<String> allowedDevices)
        implements Op, VariableOp, ComplexOp.Alike {
    /**
     * Adds a variable; nothing is in it until an {@link AssignVariableOp} ran. It is shared under its node's name: for
     * TensorFlow, all without such a name are one variable.
     */
    public static Output of(Scope scope, DType dtype, Shape shape) {
        Scope reserved = scope.reserve("VarHandleOp");
        return reserved.output(new VarHandleOp("", reserved.reservedName(), "", dtype, shape, List.of()));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {};
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of();
    }
}

package dev.lamina.op.state;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Variable;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.flow.Identity;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a variable: a tensor that the session keeps from run to run.
 *
 * @param shape its shape
 * @param dtype its type
 * @param container kept for TensorFlow; a session has one container
 * @param sharedName the name under which nodes share a variable; the node's own if empty
 */
@OpDef(
        outputs = "ref: Ref(dtype)",
        attrs = {"shape: shape", "dtype: type", "container: string = ''", "shared_name: string = ''"},
        stateful = true)
public record VariableV2(Shape shape, DType dtype, String container, String sharedName)
        implements Op, VariableOp, ComplexOp.Alike {
    /** Adds a variable; nothing is in it until an {@link Assign} ran. */
    public static Output of(Scope scope, DType dtype, Shape shape) {
        return scope.output(new VariableV2(shape, dtype, "", ""));
    }

    /**
     * Adds a variable as TensorFlow 1 does, under the scope's name for it or {@code Variable}: {@code weights}, which is
     * the reference, {@code weights/Assign}, which initialises it, and {@code weights/read}, its value. It joins the
     * graph's collection of variables, and that of trainable ones if it is to be trained and the scope is not frozen.
     *
     * @param initialValue gives it type and shape
     */
    public static Variable variable(Scope scope, Operand initialValue, boolean trainable) {
        return variable(scope, own -> initialValue, trainable);
    }

    /**
     * Adds a variable like {@link #variable(Scope, Operand, boolean)}.
     *
     * @param initialValue makes the initial value in the scope below the variable's name
     */
    public static Variable variable(
            Scope scope, Function<? super Scope, ? extends Operand> initialValue, boolean trainable) {
        Scope own = scope.free().nested("Variable");
        Output value = initialValue.apply(own).asOutput();
        Output ref = of(own.itself(), value.dtype(), value.shape());
        Node initializer = Assign.of(own, ref, value);
        Variable variable = new Variable(ref, Identity.of(own.named("read"), ref), value, initializer);
        scope.graph().addToCollection(Variable.ALL, variable);
        if (trainable && !scope.isFrozen()) {
            scope.graph().addToCollection(Variable.TRAINABLE, variable);
        }
        return variable;
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(shape);
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

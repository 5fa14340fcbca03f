package dev.lamina.op.stack;

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
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stack of tensors of the run. Control inputs tell what is pushed before what is popped.
 *
 * <p>Input: how many tensors it may hold, below 0 for any number.
 *
 * @param elemType the type of the elements
 * @param stackName kept for TensorFlow; the node's name is what errors say
 */
@OpDef(
        inputs = "max_size: int32",
        outputs = "handle: resource",
        attrs = {"elem_type: type", "stack_name: string = ''"},
        stateful = true)
public record StackV2(DType elemType, String stackName) implements Op {
    /** Adds a stack of any depth. */
    public static Output of(Scope scope, DType elemType) {
        return scope.output(new StackV2(elemType, ""), Const.of(scope, -1));
    }

    /** The form whose handle is a reference to a string, and that has no maximum. */
    @OpDef(
            outputs = "handle: Ref(string)",
            attrs = {"elem_type: type", "stack_name: string = ''"})
    record Stack(DType elemType, String stackName) implements Superseded {
        @Override
        public Op successor() {
            return new StackV2(elemType, stackName);
        }

        @Override
        public List<? extends Operand> inputs(Scope scope, List<Output> given) {
            return List.of(Const.of(scope, -1));
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> outputs[0].objects()[0] =
                new TensorStack(c.nodeName(), elemType, inputs[0].ints()[0]);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of();
    }

    /** A stack for samples on which these float32 tensors lie, of at most so many. */
    static Sample.Handle sample(int maximum, Object... pushed) {
        return scope -> {
            Output stack = scope.output(new StackV2(DType.FLOAT32, ""), Const.of(scope, maximum));
            Scope next = scope;
            for (Object each : pushed) {
                Output push = StackPushV2.of(next, stack, Const.of(scope, each));
                next = scope.after(List.of(push.node()));
            }
            return Identity.of(next, stack);
        };
    }
}

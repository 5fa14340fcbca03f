package dev.lamina.op.control;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import java.util.List;

/** A tensor that goes one way or the other: what depends on {@code output_true} runs only if the predicate holds. */
@OpDef(
        inputs = {"data: T", "pred: bool"},
        outputs = {"output_false: T", "output_true: T"},
        attrs = "T: type")
public record Switch() implements SwitchOp {
    /** Adds the operation: its outputs are where the tensor goes if the predicate does not hold, and where if it does. */
    public static List<Output> of(Scope scope, Operand data, Operand pred) {
        return scope.node(new Switch(), List.of(data, pred)).outputs();
    }

    /** The form whose tensor is a variable, which may be changed on either side. */
    @OpDef(
            inputs = {"data: Ref(T)", "pred: bool"},
            outputs = {"output_false: Ref(T)", "output_true: Ref(T)"},
            attrs = "T: type")
    public record RefSwitch() implements SwitchOp {
        /** Adds the operation. */
        public static List<Output> of(Scope scope, Operand data, Operand pred) {
            return scope.node(new RefSwitch(), List.of(data, pred)).outputs();
        }

        static List<Sample> samples() {
            return refusedBoth(new RefSwitch());
        }
    }

    static List<Sample> samples() {
        return refusedBoth(new Switch());
    }

    /** One of the outputs is always dead, so both together cannot be had. */
    private static List<Sample> refusedBoth(SwitchOp op) {
        float[] data = {1, 2};
        return List.of(
                Sample.refused("Retval[0] does not have value", op, data, true),
                Sample.refused("Retval[1] does not have value", op, data, false),
                Sample.refused("pred must have rank 0", op, data, new boolean[] {true}));
    }
}

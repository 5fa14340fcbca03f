package dev.lamina.op.control;

import dev.lamina.graph.Node;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import java.util.List;

/** That of several tensors which is not dead, and which one it is. */
@OpDef(
        inputs = "inputs: N * T",
        outputs = {"output: T", "value_index: int32"},
        attrs = {"T: type", "N: int"})
public record Merge() implements MergeOp {
    /** Adds the operation, and gives the tensor. */
    public static Output of(Scope scope, List<? extends Operand> inputs) {
        return scope.node(new Merge(), inputs).output(0);
    }

    /**
     * Adds what carries a value of a loop: its input is the first one, and {@link #close} says what comes after.
     *
     * @param first the first value, of an {@link EnterOp}
     */
    public static Output open(Scope scope, Operand first) {
        return of(scope, List.of(first));
    }

    /** Gives what {@link #open} has added the value of each further iteration. */
    public static void close(Scope scope, Output merged, Operand next) {
        Node node = merged.node();
        scope.graph().addBackEdge(node, node.inputs().size(), NextIteration.of(scope, next));
    }

    /** The form whose tensors are variables. */
    @OpDef(
            inputs = "inputs: Ref(N * T)",
            outputs = {"output: Ref(T)", "value_index: int32"},
            attrs = {"T: type", "N: int"})
    public record RefMerge() implements MergeOp {
        /** Adds the operation, and gives the variable. */
        public static Output of(Scope scope, List<? extends Operand> inputs) {
            return scope.node(new RefMerge(), inputs).output(0);
        }

        static List<Sample> samples() {
            float[] value = {1, 2};
            return List.of(Sample.rough(new RefMerge(), (Object) value).gives(value, 0));
        }
    }

    static List<Sample> samples() {
        float[] value = {1, 2};
        return List.of(Sample.rough(new Merge(), value, new float[] {3, 4}).gives(value, 0));
    }
}

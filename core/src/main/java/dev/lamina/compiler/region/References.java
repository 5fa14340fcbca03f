package dev.lamina.compiler.region;

import dev.lamina.graph.Argument;
import dev.lamina.graph.Node;
import dev.lamina.op.control.ControlFlowOp;
import dev.lamina.op.control.SwitchOp;
import dev.lamina.tensor.DType;
import java.util.BitSet;
import java.util.List;

/** Which inputs of a node are given the variable itself and not just its value. */
final class References {
    private References() {}

    /** The inputs that stand for variables and are passed on as such. */
    static BitSet handles(Node node, List<Value> inputs) {
        boolean takesReferences = node.signature().inputs().getFirst().isReference();
        BitSet handles = new BitSet();
        for (int i = 0; i < inputs.size(); i++) {
            handles.set(
                    i,
                    inputs.get(i).dtype == DType.RESOURCE
                            || (takesReferences && (i == 0 || !(node.op() instanceof SwitchOp))));
        }
        return handles;
    }

    /** Only single inputs can be references, so they are counted from the front until a list begins. */
    static BitSet of(Node node, List<Value> inputs, boolean hasRegions) {
        if (hasRegions || node.op() instanceof ControlFlowOp) {
            return handles(node, inputs);
        }
        BitSet references = new BitSet();
        int index = 0;
        for (Argument argument : node.signature().inputs()) {
            if (argument.numberAttr() != null || index >= node.inputs().size()) {
                break;
            }
            if (argument.isReference() || argument.fixedType() == DType.RESOURCE) {
                references.set(index);
            }
            index++;
        }
        return references;
    }
}

package dev.lamina.compiler.region;

import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Where lowering is: in the graph, or in the body of a function that stands in the place of a call. */
public final class Frame {
    /** Stands before the names of the frame's nodes: those of the calls. */
    public final String prefix;

    public final Map<Output, Value> values = new HashMap<>();
    public final Map<Node, Instruction> byNode = new HashMap<>();

    /** What comes before all in it that has effects. */
    private final List<Instruction> first;

    public Frame(String prefix, List<Instruction> first) {
        this.prefix = prefix;
        this.first = first;
    }

    public Value value(Output output) {
        return Objects.requireNonNull(values.get(output), output.name());
    }

    /** What a node of it comes after, for other reasons than its inputs. */
    public List<Instruction> controls(Node node, boolean hasEffects) {
        List<Instruction> controls = new ArrayList<>();
        for (Node control : node.controlInputs()) {
            Instruction known = byNode.get(control);
            if (known != null) { // a placeholder that is given has nothing to run
                controls.add(known);
            }
        }
        if (hasEffects) {
            controls.addAll(first);
        }
        return controls;
    }
}

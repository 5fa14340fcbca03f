package dev.lamina.compiler.region;

import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where lowering is: in the graph, or in the body of a function that stands in the place of a call. */
public final class Frame {
    /** Stands before the names of the frame's nodes: those of the calls. */
    public final String prefix;

    public final Map<Output, Value> values = new HashMap<>();
    public final Map<Node, Instruction> byNode = new HashMap<>();

    /** What each of its nodes computes: that may become more meanwhile. */
    final Map<Node, Node.Work> works = new HashMap<>();

    private final List<Instruction> first;

    /** Without what nothing in it runs; {@code null} if it always does. */
    private final @Nullable Instruction gate;

    public Frame(String prefix, List<Instruction> first, @Nullable Instruction gate) {
        this.prefix = prefix;
        this.first = first;
        this.gate = gate;
    }

    /** What comes before all in it that has effects. */
    public List<Instruction> first() {
        return first;
    }

    Node.Work work(Node node) {
        return Objects.requireNonNull(works.get(node), node.name());
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
        if (gate != null) {
            controls.add(gate);
        }
        return controls;
    }
}

package dev.lamina;

import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Functions;
import dev.lamina.graph.Graph;
import dev.lamina.graph.GraphFunction;
import dev.lamina.graph.Node;
import dev.lamina.graph.RegionOp;
import dev.lamina.op.flow.CallOp;
import dev.lamina.op.flow.FunctionBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A body that is built to learn what it gives, and once more then: of the first nothing stays, not even the functions that
 * branches and loops within it have become.
 */
final class Trial {
    private final FunctionBuilder builder;
    private final Functions functions;
    private final Set<String> before;

    /** Begins before anything is built in the body. */
    Trial(FunctionBuilder builder) {
        this.builder = builder;
        functions = builder.graph().functions();
        before = functions.all().stream().map(GraphFunction::name).collect(Collectors.toSet());
    }

    /** Takes back what the body alone runs. A function that is called stays: whoever made it may call it again. */
    void discard() {
        List<RegionOp> within = new ArrayList<>(operations(builder.graph()));
        Set<String> unused = follow(within);
        List<RegionOp> others =
                new ArrayList<>(within.stream().filter(CallOp.class::isInstance).toList());
        for (Graph around = builder.outer(); around != null; around = around.outer()) {
            others.addAll(operations(around));
        }
        unused.removeAll(before);
        unused.removeAll(follow(others));
        functions.remove(unused);
    }

    /** The names of what operations run, at once or by way of others, which are added to them. */
    private Set<String> follow(List<RegionOp> operations) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < operations.size(); i++) {
            for (FunctionReference function : operations.get(i).functions()) {
                if (names.add(function.name())) {
                    operations.addAll(operations(functions.body(function).graph()));
                }
            }
        }
        return names;
    }

    private static List<RegionOp> operations(Graph graph) {
        return graph.nodes().stream()
                .map(Node::op)
                .filter(RegionOp.class::isInstance)
                .map(RegionOp.class::cast)
                .toList();
    }
}

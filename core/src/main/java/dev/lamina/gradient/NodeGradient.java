package dev.lamina.gradient;

import dev.lamina.error.LaminaException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.array.ZerosLike;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A node whose turn it is in the reverse pass. */
final class NodeGradient implements GradientContext {
    private final Scope outer;
    private final Scope scope;
    private final Node node;
    private final List<@Nullable Output> upstream;
    private final boolean[] given;
    private final Function<Node, List<Node>> path;

    /**
     * For a node with these gradients by its outputs.
     *
     * @param path finds the nodes from y through a node to x
     */
    NodeGradient(Scope outer, Node node, List<@Nullable Output> upstream, Function<Node, List<Node>> path) {
        this.outer = outer;
        this.scope = outer.nested(node.name() + "_grad");
        this.node = node;
        this.upstream = upstream;
        this.path = path;
        given = new boolean[upstream.size()];
        for (int i = 0; i < given.length; i++) {
            given[i] = upstream.get(i) != null;
        }
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public String pass() {
        return outer.prefix().substring(0, outer.prefix().length() - 1);
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public Output upstream(int output) {
        Output known = upstream.get(output);
        if (known == null) {
            known = ZerosLike.of(outer.named("zeros_like"), node.output(output));
            upstream.set(output, known);
        }
        return known;
    }

    @Override
    public boolean hasUpstream(int output) {
        return given[output];
    }

    @Override
    public List<@Nullable Output> gradients(Scope where, List<Output> ys, List<Output> xs, List<Output> gradYs) {
        return Gradients.of(where, ys, xs, gradYs);
    }

    @Override
    public LaminaException notDifferentiable() {
        String nodes = path.apply(node).stream()
                .map(each -> "    " + each.describe() + (each == node ? "  <- has no gradient" : ""))
                .collect(Collectors.joining(System.lineSeparator()));
        return new UnimplementedException(
                node.op().name() + " is not differentiable; it lies on the way from y to x:" + System.lineSeparator()
                        + nodes,
                "if it is to count as a constant, cut it off: tf.stopGradient(...)");
    }
}

package dev.lamina.tensorflow.graph;

import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.graph.FunctionGradient;
import dev.lamina.graph.Graph;
import dev.lamina.graph.GraphFunction;
import dev.lamina.op.Operations;
import dev.lamina.tensorflow.proto.FunctionDef;
import dev.lamina.tensorflow.proto.GradientDef;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import dev.lamina.tensorflow.proto.RegisteredGradient;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The functions of a file on their way into a graph, and the nodes of the file that use them. */
public final class FileFunctions {
    private final Graph graph;
    private final GraphDef source;
    private final String file;
    private final FunctionCallNodes calls;
    private final FunctionLacks lacks;

    /**
     * Begins.
     *
     * @param file how errors name the file
     */
    public FileFunctions(Graph graph, GraphDef source, String file) {
        this.graph = graph;
        this.source = source;
        this.file = file;
        calls = FunctionCallNodes.of(source.getLibrary());
        lacks = new FunctionLacks(calls.functions());
    }

    /**
     * Adds the functions to the graph, with what the file says of their gradients.
     *
     * @throws dev.lamina.error.InvalidArgumentException if the graph has another function of one's name, or it is an operation's
     */
    public void add() {
        for (FunctionDef function : source.getLibrary().getFunctionList()) {
            Operations.requireNoOperation(function.getSignature().getName());
            graph.functions()
                    .add(GraphFunction.read(
                            function.getSignature().getName(),
                            function,
                            attributes -> new FunctionReader(graph, source, function, attributes, calls, file).read()));
        }
        for (GradientDef gradient : source.getLibrary().getGradientList()) {
            graph.functions()
                    .addGradient(new FunctionGradient(gradient.getFunctionName(), gradient.getGradientFunc(), false));
        }
        for (RegisteredGradient gradient : source.getLibrary().getRegisteredGradientsList()) {
            graph.functions()
                    .addGradient(
                            new FunctionGradient(gradient.getRegisteredOpType(), gradient.getGradientFunc(), true));
        }
    }

    /**
     * The nodes of the file. Calls of functions that lack nothing stay calls; in the place of others stands what they call, so that
     * all of it runs that can.
     *
     * @param problems takes up by name why nodes cannot be
     * @param isLenient whether a call that cannot be is a problem and no error
     */
    public List<NodeDef> nodes(Map<String, LaminaException> problems, boolean isLenient) {
        FunctionGrowth growth = new FunctionGrowth(calls.functions(), FunctionCalls.DEEPEST);
        for (NodeDef node : source.getNodeList()) {
            if (FunctionCalls.called(node, calls.functions()) == null) {
                try {
                    FunctionCalls.requireBounded(growth.of(node));
                    String problem = problem(node);
                    if (!problem.isEmpty()) {
                        problems.put(node.getName(), new NotFoundException(problem));
                    }
                } catch (ResourceExhaustedException e) {
                    problems.put(node.getName(), e);
                }
            }
        }
        List<NodeDef> nodes = FunctionCalls.inlineThoseThatLack(source, calls, lacks, isLenient ? problems : null);
        nodes.stream().filter(node -> !problems.containsKey(node.getName())).forEach(growth::size);
        growth.counted().stream().filter(name -> !growth.isCircular(name)).forEach(this::make);
        return nodes;
    }

    /** Makes the body of a function after those that it uses, which would otherwise be made within each other, too deep for a stack. */
    private void make(String name) {
        boolean leavesNothingOpen = Objects.requireNonNull(calls.functions().get(name))
                        .getSignature()
                        .getAttrCount()
                == 0;
        if (leavesNothingOpen && lacks.ofFunction(name).isEmpty()) {
            try {
                graph.functions().get(name).body();
            } catch (LaminaException _) {
                return; // whoever uses it is told
            }
        }
    }

    /** What is wrong with the functions that a node names; empty if nothing is, or the node lacks its own operation. */
    private String problem(NodeDef node) {
        if (MissingOps.of(node) != null) {
            return "";
        }
        for (String name : FunctionLacks.named(node).toList()) {
            if (!calls.functions().containsKey(name)) {
                return "node '" + node.getName() + "' (" + node.getOp() + ") names function '" + name
                        + "', which is not in the graph's library";
            }
        }
        Map<String, Integer> missing = lacks.of(node);
        return missing.isEmpty() ? "" : new MissingOps(missing).toString();
    }
}

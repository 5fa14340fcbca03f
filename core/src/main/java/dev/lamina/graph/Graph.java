package dev.lamina.graph;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.Nearest;
import dev.lamina.error.NotFoundException;
import dev.lamina.source.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A graph of operations, TensorFlow's way: it only grows, a node's name is unique, and inputs come
 * before what uses them, except where a loop comes back to its beginning. Safe to build and to run from several threads.
 */
public final class Graph {
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Node> byName = new HashMap<>();
    private final Journal journal = new Journal();
    private final Names names = new Names(journal);
    private final Map<String, List<Object>> collections = new LinkedHashMap<>();
    private final Map<String, LeftOut> leftOut = new LinkedHashMap<>();
    private GraphVersions versions = GraphVersions.OWN;
    private @Nullable Long seed;

    /** The number of nodes, for those who only look whether there are more than before. */
    private volatile int size;

    /** The same of inputs that were added to nodes that there were. */
    private volatile int backEdges;

    private boolean isFrozen;
    private final Functions functions;
    private final Making making;
    private final Map<Output, VariableOp> handles = new HashMap<>();

    /** An empty graph. */
    public Graph() {
        functions = new Functions(this, journal);
        making = new Making(this, null);
    }

    private Graph(Functions functions, @Nullable Captures captures) {
        this.functions = functions;
        making = new Making(this, captures);
    }

    /** The functions that operations of the graph name. */
    public Functions functions() {
        return functions;
    }

    /**
     * An empty graph for the body of a function of this one, with the same seed and {@link #functions()}.
     *
     * @param captures what stands in it for outputs of other graphs; {@code null} if these are an error, as in any graph
     */
    public Graph body(@Nullable Captures captures) {
        Graph body = new Graph(functions, captures);
        body.seed = seed();
        return body;
    }

    /** The graph around the body that this one is, or {@code null} if it is none that is built within another. */
    public @Nullable Graph outer() {
        Captures captures = making.captures();
        return captures == null ? null : captures.outer();
    }

    /** The seed from which every random operation's own seed is made, or {@code null} for another one in each session. */
    public synchronized @Nullable Long seed() {
        return seed;
    }

    /** Sets the seed for the random operations that are added from now on. */
    public synchronized void setSeed(long seed) {
        this.seed = seed;
    }

    /** Notes which variable a parameter of a function's body is a handle of, where that is known: a handle itself tells nothing. */
    public synchronized void setHandle(Output parameter, VariableOp variable) {
        handles.put(parameter, variable);
    }

    /** The variable that a resource is a handle of, or {@code null} if that is not known while the graph is built. */
    public synchronized @Nullable VariableOp handle(Output resource) {
        return resource.node().op() instanceof VariableOp variable ? variable : handles.get(resource);
    }

    /** The nodes in the order in which they were added. */
    public synchronized List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /** The number of nodes. */
    public int size() {
        return size;
    }

    /**
     * The node that was added last.
     *
     * @throws NotFoundException if there is none
     */
    public synchronized Node newest() {
        if (nodes.isEmpty()) {
            throw new NotFoundException("the graph has no nodes");
        }
        return nodes.getLast();
    }

    /**
     * Has the graph refuse all that is added from now on, nodes and members of collections ({@code tf.Graph.finalize}): so an
     * operation that a loop builds anew in each round, which would make the graph grow and be compiled each time, is found
     * at once. There is no way back.
     */
    public synchronized void freeze() {
        isFrozen = true;
    }

    /** Says whether the graph refuses what is added. */
    public synchronized boolean isFrozen() {
        return isFrozen;
    }

    /** The addition is described only where it is refused: to find the line that asked for it takes longer than to add. */
    void requireNotFrozen(Supplier<String> what) {
        if (isFrozen) {
            throw new FailedPreconditionException(
                            "Graph is finalized and cannot be modified.",
                            "build all that is run, the initializer and savers too, before Graph.freeze()")
                    .at(what.get());
        }
    }

    /** Which versions of TensorFlow's form of graphs this one is written for: those of the file it comes from, if it does. */
    public synchronized GraphVersions versions() {
        return versions;
    }

    /** Notes that what is added comes from a file of these versions: readers of files say so before they add nodes. */
    public synchronized void addVersions(GraphVersions added) {
        GraphVersions before = versions;
        versions = nodes.isEmpty() ? added : before.with(added);
        journal.add(() -> versions = before);
    }

    /** The nodes that files have and the graph had to leave out, in the order of the files. */
    public synchronized List<LeftOut> leftOut() {
        return List.copyOf(leftOut.values());
    }

    /** Notes a node that has to be left out, under a name that was taken with {@link #claim}. */
    public synchronized void leaveOut(LeftOut node) {
        leftOut.put(node.name(), node);
        journal.add(() -> leftOut.remove(node.name()));
    }

    /**
     * The node with that name, or with a tensor of that name: {@code x} and {@code x:0} are one.
     *
     * @throws NotFoundException if there is none
     * @throws LaminaException the reason why it was left out, if it was
     */
    public Node node(String name) {
        return node(name, name);
    }

    private synchronized Node node(String name, String fetch) {
        Node node = find(name);
        if (node == null) {
            LeftOut left = leftOut.get(leftOut.containsKey(name) ? name : name.replaceFirst(":\\d+$", ""));
            if (left != null) {
                throw left.error(fetch);
            }
            throw new NotFoundException("the graph has no node '" + name + "'", Nearest.hint(name, byName.keySet()));
        }
        return node;
    }

    /** Says whether there is a node with that name, or with a tensor of that name. */
    public synchronized boolean contains(String name) {
        return find(name) != null;
    }

    private @Nullable Node find(String name) {
        int colon = name.lastIndexOf(':');
        if (colon < 0) {
            return byName.get(name);
        }
        Node node = byName.get(name.substring(0, colon));
        return node != null
                        && node.outputs().stream()
                                .anyMatch(output -> output.name().equals(name))
                ? node
                : null;
    }

    /**
     * The output with that name: {@code x:0}, or {@code x} for the node's first.
     *
     * @throws NotFoundException if there is none
     * @throws LaminaException the reason why its node was left out, if it was
     */
    public Output output(String name) {
        int colon = name.lastIndexOf(':');
        return colon < 0
                ? outputOf(node(name), 0, name)
                : outputOf(node(name.substring(0, colon), name), Names.index(name), name);
    }

    private static Output outputOf(Node node, int index, String name) {
        if (index < 0 || index >= node.outputCount()) {
            throw new NotFoundException(
                    node.describe() + " has " + node.outputCount() + " outputs: there is no '" + name + "'");
        }
        return node.output(index);
    }

    /** The members of a collection, such as {@code trainable_variables}, in the order they were added. */
    public synchronized List<Object> collection(String name) {
        return List.copyOf(collections.getOrDefault(name, List.of()));
    }

    /** The names of the collections. */
    public synchronized List<String> collections() {
        return List.copyOf(collections.keySet());
    }

    /** Adds a member to a collection. */
    public synchronized void addToCollection(String name, Object member) {
        requireNotFrozen(() -> "the collection '" + name + "'" + madeAt(Source.line()));
        if (member instanceof Variable variable && making.captures() != null) {
            throw new InvalidArgumentException(
                    "variable '" + variable.name() + "' is made within a branch, a loop or a function",
                    "make it outside: what is used of outside is passed by itself");
        }
        List<Object> members = collections.computeIfAbsent(name, _ -> new ArrayList<>());
        members.add(member);
        journal.add(() -> {
            members.removeLast();
            if (members.isEmpty()) {
                collections.remove(name);
            }
        });
    }

    /**
     * All variables.
     *
     * @throws FailedPreconditionException if the collection {@code variables} has other members, as that of a foreign file may
     */
    public List<Variable> variables() {
        return Variables.of(this, Variable.ALL);
    }

    /**
     * The variables that optimizers train.
     *
     * @throws FailedPreconditionException if the collection {@code trainable_variables} has other members, as that of a
     *     foreign file may
     */
    public List<Variable> trainableVariables() {
        return Variables.of(this, Variable.TRAINABLE);
    }

    /**
     * Those of the trainable variables whose names ({@code w} or {@code w:0}) match a regular expression as a whole, to train them alone: {@code
     * optimizer.minimize(loss, graph.trainableVariables("head/.*"))} freezes all others.
     *
     * @throws InvalidArgumentException if it is no regular expression
     * @throws NotFoundException if no name matches
     */
    public List<Variable> trainableVariables(String names) {
        return Variables.matching(trainableVariables(), names);
    }

    /**
     * Runs an addition of nodes, names and members of collections that is to be whole or not at all: if it throws, all that
     * it has added is gone, and the graph is as it was. Other threads that use the graph wait meanwhile.
     */
    public synchronized void atomically(Runnable addition) {
        journal.atomically(addition);
    }

    synchronized String uniqueName(String name) {
        Names.check(name);
        return names.unique(name);
    }

    /**
     * Takes a name for a node that {@link #addClaimed} is going to add, so that nothing else gets it: for readers of
     * files, whose nodes have their names already.
     *
     * @throws InvalidArgumentException if it is taken or not valid
     */
    public synchronized void claim(String name) {
        requireNotFrozen(() -> "node '" + name + "'");
        Names.check(name);
        if (byName.containsKey(name) || leftOut.containsKey(name) || !names.claim(name)) {
            throw new InvalidArgumentException(
                    "there is a node '" + name + "' already", "import the other graph under a prefix of its own");
        }
    }

    /**
     * Adds a node under a name that was taken with {@link #claim}.
     *
     * @param origin where it comes from, as errors show it: a file's name
     * @param annotations what else is known of it: see {@link Node#annotations}
     * @throws InvalidArgumentException if number, types or shapes of the inputs do not fit
     */
    public Node addClaimed(
            Op op,
            String name,
            List<Output> inputs,
            List<Node> controlInputs,
            String origin,
            Map<String, Object> annotations) {
        synchronized (this) {
            if (!names.giveUp(name)) {
                throw new IllegalStateException("the name '" + name + "' was not claimed");
            }
        }
        return add(op, name, true, inputs, controlInputs, origin, Map.copyOf(annotations));
    }

    private static String madeAt(String source) {
        return source.isEmpty() ? "" : ", made at " + source;
    }

    /** Adds a node: checks it against its signature and its shape rule; makes its name unique if that is not reserved. */
    Node add(Op op, String wantedName, boolean isReserved, List<Output> inputs, List<Node> controlInputs) {
        return add(op, wantedName, isReserved, inputs, controlInputs, Source.line(), Map.of());
    }

    private Node add(
            Op op,
            String wantedName,
            boolean isReserved,
            List<Output> inputs,
            List<Node> controls,
            String source,
            Map<String, Object> annotations) {
        Node.Work work;
        List<Node> controlInputs;
        try {
            work = making.work(op, inputs);
            controlInputs = making.controls(controls);
        } catch (LaminaException e) {
            throw e.at("node '" + wantedName + "' (" + op.name() + ")" + madeAt(source));
        }
        synchronized (this) {
            requireNotFrozen(() -> "node '" + wantedName + "' (" + op.name() + ")" + madeAt(source));
            String name = isReserved ? wantedName : uniqueName(wantedName);
            if (byName.containsKey(name)) {
                throw new IllegalStateException("the name '" + name + "' was reserved for one node");
            }
            Node node = new Node(this, nodes.size(), name, controlInputs, work, source, annotations);
            nodes.add(node);
            byName.put(name, node);
            size = nodes.size();
            journal.add(() -> {
                nodes.removeLast();
                byName.remove(name);
                size = nodes.size();
            });
            return node;
        }
    }

    /**
     * Has a node do more than it did, for gradients that need what it keeps to itself: as TensorFlow does, which gives an
     * {@code If} or {@code While} more outputs.
     *
     * @param op takes what the node takes and then {@code moreInputs}, and gives what the node gives before anything else
     * @throws InvalidArgumentException if it does not
     */
    public synchronized void extend(Node node, Op op, List<Output> moreInputs) {
        requireNotFrozen(node::describe);
        journal.change(node, making.extended(node, op, moreInputs));
    }

    /** How many inputs of next iterations have been added, loops that were closed. */
    public int backEdges() {
        return backEdges;
    }

    /** Adds an input of a loop's next iteration ({@link Op#isOfNextIteration}) to what that is made of; any other is refused. */
    public synchronized void addBackEdge(Node node, int index, Output input) {
        requireNotFrozen(node::describe);
        journal.change(node, making.withBackEdge(node, index, input));
        backEdges++;
    }
}

package dev.lamina;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.gradient.Gradients;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.array.Fill;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.NoOp;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.op.flow.PlaceholderWithDefault;
import dev.lamina.op.flow.Print;
import dev.lamina.op.state.Assign;
import dev.lamina.op.state.AssignAdd;
import dev.lamina.op.state.AssignSub;
import dev.lamina.op.state.VariableV2;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds graphs: one method an operation, named as TensorFlow's Python does it.
 *
 * {@snippet :
 * var tf = Tf.create();
 * var x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 784), "x");
 * var w = tf.variable(tf.randomNormal(784, 10), "weights");
 * var b = tf.variable(tf.zeros(10), "bias");
 * var logits = tf.add(tf.matmul(x, w), b);
 * }
 *
 * <p>Every method adds nodes to the graph and computes nothing; a {@link Session} does. An error names
 * the operation, the shapes that do not fit and the line that called. A {@code Tf} is immutable, and several
 * threads may build with it.
 */
public final class Tf
        implements Arithmetic,
                SpecialFunctions,
                Comparison,
                Shaping,
                Indexing,
                Reduction,
                Randomness,
                Candidates,
                Flow {
    /** Neural networks: activations, losses, dropout. */
    public final Nn nn;

    /** Layers with variables of their own. */
    public final Layers layers;

    /** Training: optimizers, learning rates, clipping and averages. */
    public final Training train;

    /** Losses of batches, weighted and reduced to one number. */
    public final Losses losses;

    /** Tables of keys and values. */
    public final Lookup lookup;

    /** Queues between runs. */
    public final Queues queue;

    /** Pictures: sizes, colours, boxes in them. */
    public final Images image;

    /** Texts. */
    public final Strings strings;

    /** Files, and what records in them say. */
    public final Io io;

    /** Numbers as a few bits leave them. */
    public final Quantization quantization;

    /** Tensors of which only some elements are told. */
    public final Sparse sparse;

    /** Linear algebra: systems of equations, decompositions, sums of products. */
    public final Linalg linalg;

    /** Signals and their spectra. */
    public final Signal signal;

    private final Scope scope;

    private Tf(Scope scope) {
        this.scope = scope;
        nn = new Nn(scope);
        layers = new Layers(scope);
        train = new Training(scope);
        losses = new Losses(scope);
        lookup = new Lookup(scope);
        queue = new Queues(scope);
        sparse = new Sparse(scope);
        image = new Images(scope);
        strings = new Strings(scope);
        io = new Io(scope);
        quantization = new Quantization(scope);
        linalg = new Linalg(scope);
        signal = new Signal(scope);
    }

    /** Builds in a graph of its own. */
    public static Tf create() {
        return create(new Graph());
    }

    /** Builds in this graph. */
    public static Tf create(Graph graph) {
        return create(Scope.of(graph));
    }

    /** Builds where this scope says: within a layer, a loss or a function of one's own, which are given one. */
    public static Tf create(Scope scope) {
        return new Tf(scope);
    }

    /** The graph. */
    public Graph graph() {
        return scope.graph();
    }

    /** Where the next operations go: for operations' own factories and a user's own operations. */
    @Override
    public Scope scope() {
        return scope;
    }

    /** Builds in a name scope within this one: {@code tf.scope("layer1").matmul(x, w)} is {@code layer1/MatMul}. */
    public Tf scope(String name) {
        return new Tf(scope.within(name));
    }

    /** Gives the next operation a name: {@code tf.named("logits").add(a, b)}. */
    public Tf named(String name) {
        return new Tf(scope.named(name));
    }

    /** Builds operations that run after these. */
    public Tf after(Fetch... first) {
        return new Tf(scope.after(nodes(Arrays.asList(first))));
    }

    /** A session for the graph; close it when it is no longer needed. */
    public Session session() {
        return new Session(graph());
    }

    /**
     * A constant: a number, a string, a boolean, nested arrays of them, or a tensor. Java's type is the type: {@code
     * tf.constant(2f)} is a float32 scalar.
     */
    public Output constant(Object value) {
        return Const.of(scope, value);
    }

    /** A constant with its numbers converted to a type. */
    public Output constant(Object value, DType dtype) {
        return Const.of(scope, value, dtype);
    }

    /** A value that each run is fed; a dimension of -1 may differ from run to run. */
    public Output placeholder(DType dtype, Shape shape, String name) {
        return Placeholder.of(scope.named(name), dtype, shape);
    }

    /** A value that each run may be fed, with one for when it is not. */
    public Output placeholderWithDefault(Operand input, Shape shape, String name) {
        return PlaceholderWithDefault.of(scope.named(name), input, shape);
    }

    /** A float32 tensor of zeros; no dimensions for a single one. */
    public Output zeros(long... dims) {
        return zeros(DType.FLOAT32, dims);
    }

    /** A tensor of zeros of some type, which for strings are empty and for booleans false. */
    public Output zeros(DType dtype, long... dims) {
        return fill(Tensor.zeros(dtype, Shape.scalar()), dims);
    }

    /** A float32 tensor of ones; no dimensions for a single one. */
    public Output ones(long... dims) {
        return ones(DType.FLOAT32, dims);
    }

    /** A tensor of ones of some type, which for booleans are true. */
    public Output ones(DType dtype, long... dims) {
        return fill(Tensor.of(1, dtype), dims);
    }

    private Output fill(Tensor value, long... dims) {
        Scope unnamed = scope.named(null); // a name is the result's
        return Fill.of(scope, Const.dims(unnamed, dims), Const.of(unnamed, value));
    }

    /** A variable that optimizers train, with what it is initialised with; named {@code Variable}, {@code Variable_1}… */
    public Variable variable(Operand initialValue) {
        return VariableV2.variable(scope, initialValue, true);
    }

    /** A named variable that optimizers train, with what it is initialised with. */
    public Variable variable(Operand initialValue, String name) {
        return named(name).variable(initialValue);
    }

    /** A named variable that optimizers leave alone, such as a counter of steps. */
    public Variable untrainedVariable(Operand initialValue, String name) {
        return VariableV2.variable(scope.named(name), initialValue, false);
    }

    /** Gives a variable another value; the result is the variable after that. */
    public Output assign(Variable variable, Operand value) {
        return Assign.of(scope, variable.ref(), value).output(0);
    }

    /** Adds to a variable; the result is the variable after that. */
    public Output assignAdd(Variable variable, Operand value) {
        return AssignAdd.of(scope, variable.ref(), value).output(0);
    }

    /** Subtracts from a variable; the result is the variable after that. */
    public Output assignSub(Variable variable, Operand value) {
        return AssignSub.of(scope, variable.ref(), value).output(0);
    }

    /** Runs the initialisers of all variables that the graph has at this moment. */
    public Node globalVariablesInitializer() {
        List<Node> initializers =
                graph().variables().stream().map(Variable::initializer).toList();
        return new Tf(scope.named("init")).group(initializers);
    }

    /** Fills all tables that the graph has at this moment. */
    public Node tablesInitializer() {
        List<Fetch> initializers = new ArrayList<>();
        for (Object member : graph().collection(Lookup.INITIALIZERS)) {
            if (member instanceof Fetch initializer) {
                initializers.add(initializer);
            }
        }
        return new Tf(scope.named("init_all_tables")).group(initializers);
    }

    /** One operation that stands for several: when it runs, they have run. */
    public Node group(Fetch... members) {
        return group(Arrays.asList(members));
    }

    /** One operation that stands for several: when it runs, they have run. */
    public Node group(List<? extends Fetch> members) {
        return NoOp.of(scope.after(nodes(members)));
    }

    private static List<Node> nodes(List<? extends Fetch> fetches) {
        List<Node> nodes = new ArrayList<>();
        for (Fetch fetch : fetches) {
            nodes.add(
                    switch (fetch) {
                        case Node node -> node;
                        case Variable variable -> variable.ref().node();
                        case Operand operand -> operand.asOutput().node();
                        default -> throw new InvalidArgumentException("neither an operand nor a node: " + fetch);
                    });
        }
        return nodes;
    }

    /**
     * The gradients of the sum of {@code ys} by each of {@code xs}, as operations of the graph.
     *
     * @throws InvalidArgumentException if a {@code y} does not depend on an {@code x}
     */
    public List<Output> gradients(List<? extends Operand> ys, List<? extends Operand> xs) {
        List<Output> gradients = new ArrayList<>();
        for (Output gradient : Gradients.of(scope, ys, xs)) {
            if (gradient == null) {
                throw new InvalidArgumentException(
                        "no gradient: " + ys + " does not depend on " + xs.get(gradients.size()) + " differentiably");
            }
            gradients.add(gradient);
        }
        return gradients;
    }

    /** The gradients of the sum of {@code y} by each of {@code xs}, as operations of the graph. */
    public List<Output> gradients(Operand y, Operand... xs) {
        return gradients(List.of(y), Arrays.asList(xs));
    }

    /** Prints the data to standard error whenever the result, which is {@code input}, is computed. */
    public Output print(Operand input, String message, Operand... data) {
        return Print.of(scope, input, Arrays.asList(data), message);
    }

    /** A feed: a value for a placeholder in one run. */
    public static Feed feed(Operand target, Object value) {
        return Feed.of(target, value);
    }
}

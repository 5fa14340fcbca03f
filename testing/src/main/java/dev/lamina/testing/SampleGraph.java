package dev.lamina.testing;

import dev.lamina.graph.Argument;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.graph.Signature;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.complex.Complex;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.op.state.Assign;
import dev.lamina.op.state.AssignVariableOp;
import dev.lamina.op.state.ReadVariableOp;
import dev.lamina.op.state.VarHandleOp;
import dev.lamina.op.state.VariableV2;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A sample's operation in a graph of its own, and a session for it. */
final class SampleGraph implements AutoCloseable {
    /** How the operation gets its inputs. */
    enum Inputs {
        CONSTANTS,
        PLACEHOLDERS,
        /** Placeholders of which not even the rank is known before a run. */
        UNKNOWN_SHAPES,
        /** Placeholders of real numbers, of which those that are complex are made. */
        PARTS,
        /** The same, of which not even the rank is known. */
        UNKNOWN_PARTS,
        /** Intermediate results that nobody else uses, over which an operation that works in place may write. */
        INTERMEDIATE
    }

    final Graph graph = new Graph();
    final Scope scope = Scope.of(graph);
    final Node node;
    final List<Output> inputs = new ArrayList<>();
    /** What an input is made of that real numbers can be fed to: itself, or the parts of a complex one. */
    private final List<List<Output>> sources = new ArrayList<>();

    final Session session = new Session(graph);
    private final List<Feed> feeds = new ArrayList<>();
    /** What gives the variables their first values. */
    final List<Node> initializers = new ArrayList<>();
    /** The variables, read. */
    final List<Output> variables = new ArrayList<>();

    SampleGraph(Sample sample, Inputs how) {
        List<Argument> arguments = arguments(sample);
        for (int i = 0; i < sample.inputs().size(); i++) {
            Argument argument = arguments.get(i);
            Tensor value = sample.inputs().get(i);
            Sample.Handle handle = sample.handles().get(i);
            if (handle != null || isVariable(argument)) {
                sources.add(List.of());
            }
            if (handle != null) {
                inputs.add(handle.build(scope));
            } else if (argument.isReference()) {
                inputs.add(reference(value));
            } else if (argument.fixedType() == DType.RESOURCE) {
                inputs.add(resource(value));
            } else {
                inputs.add(plain(value, how));
            }
        }
        sample.functions().forEach(graph.functions()::add);
        node = scope.node(sample.op(), inputs);
    }

    /** Says whether an operation takes a variable there. */
    static boolean isVariable(Argument argument) {
        return argument.isReference() || argument.fixedType() == DType.RESOURCE;
    }

    /** The argument of each input. All but a list take one input; the lists share the rest. */
    private static List<Argument> arguments(Sample sample) {
        List<Argument> declared = Signature.of(sample.op().getClass()).inputs();
        long lists =
                declared.stream().filter(argument -> isList(sample, argument)).count();
        long rest = sample.inputs().size() - (declared.size() - lists);
        List<Argument> arguments = new ArrayList<>();
        for (Argument argument : declared) {
            long count = isList(sample, argument) ? rest / lists : 1;
            for (long k = 0; k < count; k++) {
                arguments.add(argument);
            }
        }
        return arguments;
    }

    private static boolean isList(Sample sample, Argument argument) {
        return argument.numberAttr() != null
                || Signature.of(sample.op().getClass()).attributes().stream()
                        .anyMatch(attribute -> attribute.name().equals(argument.typeName())
                                && attribute.type().equals("list(type)"));
    }

    private Output reference(Tensor value) {
        Output ref = VariableV2.of(scope, value.dtype(), value.shape());
        initializers.add(Assign.of(scope, ref, Const.of(scope, value)));
        variables.add(Identity.of(scope, ref));
        return ref;
    }

    private Output resource(Tensor value) {
        Output handle = VarHandleOp.of(scope, value.dtype(), value.shape());
        Node assigned = AssignVariableOp.of(scope, handle, Const.of(scope, value));
        initializers.add(assigned);
        variables.add(ReadVariableOp.of(scope, handle, value.dtype()));
        return handle;
    }

    private Output plain(Tensor value, Inputs how) {
        if (how == Inputs.CONSTANTS) {
            sources.add(List.of());
            return Const.of(scope, value);
        }
        boolean isUnknown = how == Inputs.UNKNOWN_SHAPES || how == Inputs.UNKNOWN_PARTS;
        Shape shape = isUnknown ? Shape.unknown() : value.shape();
        if ((how == Inputs.PARTS || how == Inputs.UNKNOWN_PARTS)
                && value.dtype().isComplex()) {
            return complex(value, shape);
        }
        Output placeholder = Placeholder.of(scope, value.dtype(), shape);
        feeds.add(Feed.of(placeholder, value));
        sources.add(List.of(placeholder));
        boolean isNumber = value.dtype().isDifferentiable() || value.dtype().isInteger();
        if (how != Inputs.INTERMEDIATE || !isNumber) {
            return placeholder;
        }
        // Adding -0 changes no float, not even -0, and no integer.
        Tensor zero = switch (value.dtype()) {
            case COMPLEX64 -> Tensor.wrap(DType.COMPLEX64, new float[] {-0f, -0f}, Shape.scalar());
            case COMPLEX128 -> Tensor.wrap(DType.COMPLEX128, new double[] {-0.0, -0.0}, Shape.scalar());
            default -> Tensor.of(-0f, value.dtype());
        };
        return AddV2.of(scope, placeholder, Const.of(scope, zero));
    }

    private Output complex(Tensor value, Shape shape) {
        List<Output> parts = new ArrayList<>();
        for (boolean isReal : new boolean[] {true, false}) {
            double[] numbers = new double[value.size()];
            for (int k = 0; k < numbers.length; k++) {
                numbers[k] =
                        isReal ? value.buffer().realPart(k) : value.buffer().imaginaryPart(k);
            }
            DType type = value.dtype().partType();
            Output part = Placeholder.of(scope, type, shape);
            feeds.add(Feed.of(part, Tensor.of(Tensor.wrap(numbers, value.shape().dims()), type)));
            parts.add(part);
        }
        sources.add(parts);
        return Complex.of(scope, parts.get(0), parts.get(1));
    }

    /** The placeholders, or the two, that an input which is no constant or variable is made of. */
    List<Output> sources(int input) {
        return sources.get(input);
    }

    /**
     * Says whether constants as inputs tell the outputs' shapes: no variables, no attribute that leaves a shape open, no
     * kernel that alone knows them.
     */
    boolean everythingIsKnown() {
        Signature signature = node.signature();
        return variables.isEmpty()
                && !(node.op() instanceof ShapedByKernel)
                && signature.attributes().stream()
                        .map(attribute -> signature.component(node.op(), attribute.name()))
                        .allMatch(value -> !(value instanceof Shape shape) || shape.isFullyDefined());
    }

    Feed[] feeds() {
        return feeds.toArray(Feed[]::new);
    }

    /** Gives the variables their first values. */
    void initialize() {
        if (!initializers.isEmpty()) {
            session.run(initializers);
        }
    }

    /** The outputs, then the variables after it that are not among them. */
    List<Tensor> run() {
        List<Tensor> all = new ArrayList<>();
        if (node.outputCount() > 0) {
            all.addAll(values(node.outputs()));
        } else {
            session.run(node, feeds());
        }
        all.addAll(values(variablesBesides()));
        return all;
    }

    /** The variables that no output shows: an operation gives its first ones. */
    List<Output> variablesBesides() {
        return variables.subList(Math.min(node.outputCount(), variables.size()), variables.size());
    }

    private List<Tensor> values(List<? extends Fetch> fetches) {
        Results results = session.run(fetches, feeds());
        List<Tensor> values = new ArrayList<>();
        for (int i = 0; i < fetches.size(); i++) {
            values.add(results.get(i));
        }
        return values;
    }

    @Override
    public void close() {
        session.close();
    }
}

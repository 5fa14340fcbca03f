package dev.lamina.op.flow;

import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** What shape rules of operations with functions have in common. */
final class FunctionShapes {
    private FunctionShapes() {}

    /**
     * The body of a function, for what it is given.
     *
     * @param first which of the operation's inputs is the function's first
     */
    static FunctionBody body(ShapeContext c, FunctionReference function, int first) {
        FunctionBody body = c.function(function);
        int given = c.inputs() - first;
        if (given != body.parameters().size()) {
            throw c.error("function '" + function.name() + "' is given " + given + " inputs, but takes "
                    + body.parameters().size());
        }
        for (int i = 0; i < given; i++) {
            Output parameter = body.parameters().get(i);
            if (parameter.dtype() != c.type(first + i)) {
                throw c.error("function '" + function.name() + "' takes " + parameter.dtype() + " for '"
                        + parameter.node().name() + "', but input " + (first + i) + " is " + c.type(first + i));
            }
            if (!parameter.shape().isCompatibleWith(c.shape(first + i))) {
                throw c.error("function '" + function.name() + "' takes the shape " + parameter.shape() + " for '"
                        + parameter.node().name() + "', but that of input " + (first + i) + " is "
                        + c.shape(first + i));
            }
        }
        return body;
    }

    /** The types of what a function of a scope's graph gives. */
    static List<DType> types(Scope scope, FunctionReference function) {
        return scope.graph().functions().body(function).results().stream()
                .map(Output::dtype)
                .toList();
    }

    /** The shapes of what a function gives, which has to be of these types. */
    static List<Shape> results(ShapeContext c, FunctionReference function, FunctionBody body, List<DType> types) {
        List<DType> given = body.results().stream().map(Output::dtype).toList();
        if (!given.equals(types)) {
            throw c.error("function '" + function.name() + "' gives " + given + ", not " + types);
        }
        return body.results().stream().map(Output::shape).toList();
    }

    /** What is true of both, shape by shape. */
    static List<Shape> merged(List<Shape> one, List<Shape> other) {
        List<Shape> merged = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            merged.add(one.get(i).common(other.get(i)));
        }
        return merged;
    }

    /** Shapes with what a file tells of them besides; where that contradicts, it is not to be trusted. */
    static List<Shape> refined(List<Shape> shapes, List<Shape> told) {
        if (told.size() != shapes.size()) {
            return shapes;
        }
        List<Shape> refined = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            Shape shape = shapes.get(i);
            refined.add(shape.isCompatibleWith(told.get(i)) ? shape.merge(told.get(i)) : shape);
        }
        return refined;
    }
}

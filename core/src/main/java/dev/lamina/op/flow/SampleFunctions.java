package dev.lamina.op.flow;

import dev.lamina.graph.Graph;
import dev.lamina.graph.GraphFunction;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.math.Square;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/** Functions that samples use. */
final class SampleFunctions {
    private SampleFunctions() {}

    /** (x, y) to (xy, x²), of three elements each. */
    static GraphFunction productAndSquare(String name) {
        FunctionBuilder builder = new FunctionBuilder(new Graph());
        Output x = builder.parameter(DType.FLOAT32, Shape.of(3), "x");
        Output y = builder.parameter(DType.FLOAT32, Shape.of(3), "y");
        Scope scope = builder.scope();
        return GraphFunction.of(name, builder.body(List.of(Mul.of(scope, x, y), Square.of(scope, x)), List.of()));
    }
}

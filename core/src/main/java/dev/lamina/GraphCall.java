package dev.lamina;

import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.flow.FunctionBuilder;
import dev.lamina.op.flow.PartitionedCall;
import dev.lamina.op.flow.StatefulPartitionedCall;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A function that can be called, made by {@link Tf#function}. */
public final class GraphCall {
    private final Scope scope;
    private final String name;
    private final BiFunction<Tf, List<Output>, ? extends List<? extends Operand>> body;
    private final Map<List<Parameter>, Traced> traced = new HashMap<>();

    /** What a trace holds for; a handle's also tells whose it is, as its shape does not. */
    private record Parameter(
            DType dtype, Shape shape, @Nullable VariableOp variable) {
        static Parameter of(Output input) {
            return new Parameter(
                    input.dtype(), input.shape(), input.node().graph().handle(input));
        }
    }

    private record Traced(
            FunctionReference reference, boolean isStateful, List<Output> captured, List<Node> controls) {}

    GraphCall(Scope scope, String name, BiFunction<Tf, List<Output>, ? extends List<? extends Operand>> body) {
        this.scope = scope;
        this.name = name;
        this.body = body;
    }

    /**
     * Adds a call: what the function gives for these inputs.
     *
     * @param tf where the call goes: within a lambda of a branch, a loop or a function, the one that is handed to it. A call that is
     *     made after something by {@link Tf#after} runs after it
     */
    public synchronized List<Output> call(Tf tf, Operand... inputs) {
        List<Output> given = new ArrayList<>();
        Arrays.stream(inputs).map(Operand::asOutput).forEach(given::add);
        List<Parameter> key = given.stream().map(Parameter::of).toList();
        Traced function = traced.get(key);
        if (function == null) {
            function = trace(given);
            traced.put(key, function);
        }
        Scope where = tf.scope().after(function.controls);
        given.addAll(function.captured);
        return function.isStateful
                ? StatefulPartitionedCall.of(where, function.reference, given)
                : PartitionedCall.of(where, function.reference, given);
    }

    private Traced trace(List<Output> given) {
        FunctionBuilder builder = new FunctionBuilder(scope.graph());
        given.forEach(input -> builder.parameter(input, "input"));
        List<Output> results = body.apply(Tf.create(builder.scope()), builder.parameters()).stream()
                .map(result -> builder.inside(result.asOutput()))
                .toList();
        Built built = Built.of(scope, name, builder, builder.captured(), results);
        return new Traced(built.reference(), built.isStateful(), builder.captured(), builder.controls());
    }
}

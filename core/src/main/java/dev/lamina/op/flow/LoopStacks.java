package dev.lamina.op.flow;

import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Functions;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.data.EmptyTensorList;
import dev.lamina.op.data.TensorListPushBack;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** What a loop keeps of its iterations for its gradient: how many there were, and a list for each value that the gradient uses. */
final class LoopStacks {
    private final Node node;
    private final LoopOp loop;
    private final FunctionBody body;
    private final Backward backward;
    private final int before;
    private final List<Output> stacked = new ArrayList<>();
    private final List<Output> fixed = new ArrayList<>();

    LoopStacks(Node node, LoopOp loop, FunctionBody body, Backward backward) {
        this.node = node;
        this.loop = loop;
        this.body = body;
        this.backward = backward;
        before = node.outputCount();
        for (Output inner : backward.captured()) {
            int parameter = backward.forward().parameters().indexOf(inner);
            (parameter >= 0 && isInvariant(parameter) ? fixed : stacked).add(inner);
        }
    }

    private boolean isInvariant(int value) {
        return body.results().get(value).equals(body.parameters().get(value));
    }

    /** The outputs of the body that the gradient uses of each iteration. */
    List<Output> stacked() {
        return stacked;
    }

    /** The parameters of the body that the gradient uses and that are the same in each iteration. */
    List<Output> fixed() {
        return fixed;
    }

    /** How many iterations there were. */
    Output count() {
        return node.output(before);
    }

    /** The lists, in the order of what they hold. */
    List<Output> lists() {
        return node.outputs().subList(before + 1, before + 1 + stacked.size());
    }

    /** Has the loop keep all that. */
    void extend() {
        Functions functions = node.graph().functions();
        Scope scope = Scope.of(node.graph()).nested(node.name() + "_stacks");
        List<Output> more = new ArrayList<>(List.of(Const.of(scope, 0)));
        stacked.forEach(inner -> more.add(EmptyTensorList.of(scope, inner.dtype(), inner.shape())));
        FunctionReference cond = register(functions, loop.cond(), cond(functions));
        FunctionReference step = register(functions, loop.body(), step(functions));
        node.graph().extend(node, loop.with(cond, step), more);
    }

    private FunctionBody cond(Functions functions) {
        FunctionBody old = functions.body(loop.cond());
        FunctionBuilder builder = new FunctionBuilder(node.graph());
        List<Output> values = values(builder, old);
        builder.parameter(DType.INT32, Shape.scalar(), "count");
        stacked.forEach(_ -> builder.parameter(DType.VARIANT, Shape.scalar(), "list"));
        return builder.body(CallGradient.call(builder.scope(), old, loop.cond(), values), List.of());
    }

    private FunctionBody step(Functions functions) {
        FunctionBuilder builder = new FunctionBuilder(node.graph());
        Scope scope = builder.scope();
        List<Output> values = values(builder, body);
        Output count = builder.parameter(DType.INT32, Shape.scalar(), "count");
        FunctionBody forward = backward.extended(backward.intermediates());
        FunctionReference name = register(functions, loop.body(), forward);
        List<Output> outputs = CallGradient.call(scope, forward, name, values);
        List<Output> results = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            results.add(isInvariant(i) ? values.get(i) : outputs.get(i));
        }
        results.add(AddV2.of(scope, count, Const.of(scope, 1)));
        for (Output inner : stacked) {
            Output list = builder.parameter(DType.VARIANT, Shape.scalar(), "list");
            results.add(TensorListPushBack.of(scope, list, value(inner, values, outputs)));
        }
        List<Node> effects = forward.controlResults().isEmpty()
                ? List.of()
                : List.of(outputs.getFirst().node());
        return builder.body(results, effects);
    }

    private static List<Output> values(FunctionBuilder builder, FunctionBody like) {
        return like.parameters().stream()
                .map(parameter -> builder.parameter(parameter, parameter.node().name()))
                .toList();
    }

    private Output value(Output inner, List<Output> values, List<Output> outputs) {
        int parameter = backward.forward().parameters().indexOf(inner);
        if (parameter >= 0) {
            return values.get(parameter);
        }
        int result = backward.forward().results().indexOf(inner);
        return outputs.get(
                result >= 0 ? result : values.size() + backward.intermediates().indexOf(inner));
    }

    private static FunctionReference register(Functions functions, FunctionReference like, FunctionBody function) {
        return functions.add(like.name() + "_forward", function);
    }
}

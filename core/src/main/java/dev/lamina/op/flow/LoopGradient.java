package dev.lamina.op.flow;

import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Functions;
import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.data.TensorListPopBack;
import dev.lamina.op.logic.Greater;
import dev.lamina.op.state.ReadVariableOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of a loop: a loop that goes the iterations backwards. The loop itself counts them and keeps on lists what the
 * gradient of its body uses of each, no more ({@link LoopStacks}).
 */
final class LoopGradient {
    private final GradientContext c;
    private final LoopOp loop;
    private final Node node;
    private final Functions functions;
    private final FunctionBody body;

    /** The values whose gradients go from iteration to iteration. */
    private final List<Integer> carried;

    /** The handles of variables, whose gradients are sums over the iterations. */
    private final List<Integer> resources = new ArrayList<>();

    private final Backward backward;
    private final LoopStacks stacks;

    private LoopGradient(GradientContext c, LoopOp loop) {
        this.c = c;
        this.loop = loop;
        node = c.node();
        functions = node.graph().functions();
        body = functions.body(loop.body());
        LoopDependence dependence = new LoopDependence(body);
        carried = dependence.closure(CallGradient.upstream(c));
        backward = new Backward(c, body, carried);
        for (int i : backward.differentiated()) {
            if (body.parameters().get(i).dtype() == DType.RESOURCE) {
                resources.add(i);
            }
        }
        for (int i : carried) {
            if (backward.gradient(i) == null) {
                Output gradient = backward.builder().parameters().get(carried.indexOf(i));
                backward.set(i, ZerosLike.of(backward.builder().scope(), gradient));
            }
        }
        stacks = new LoopStacks(node, loop, body, backward);
    }

    static List<@Nullable Output> of(GradientContext c, LoopOp loop) {
        return new LoopGradient(c, loop).build();
    }

    private List<@Nullable Output> build() {
        stacks.extend();
        Scope scope = c.scope();
        List<Output> inputs = new ArrayList<>(List.of(stacks.count()));
        for (int i : carried) {
            inputs.add(c.upstream(i));
        }
        for (int i : resources) {
            DType type = backward.known(i).dtype();
            inputs.add(ZerosLike.of(scope, ReadVariableOp.of(scope, c.input(i), type)));
        }
        inputs.addAll(stacks.lists());
        stacks.fixed()
                .forEach(inner ->
                        inputs.add(c.input(backward.forward().parameters().indexOf(inner))));
        FunctionBody step = step(scope);
        FunctionReference cond = register("_backward_cond", cond(scope, inputs));
        FunctionReference next = register("_backward", step);
        List<Output> outputs =
                step.isStateful() ? While.of(scope, cond, next, inputs) : StatelessWhile.of(scope, cond, next, inputs);
        List<@Nullable Output> byInput =
                new ArrayList<>(Collections.nCopies(node.inputs().size(), null));
        for (int k = 0; k < carried.size(); k++) {
            byInput.set(carried.get(k), outputs.get(1 + k));
        }
        for (int k = 0; k < resources.size(); k++) {
            byInput.set(resources.get(k), outputs.get(1 + carried.size() + k));
        }
        return byInput;
    }

    private FunctionBody cond(Scope scope, List<Output> inputs) {
        FunctionBuilder builder = new FunctionBuilder(scope.graph());
        Output remaining = builder.parameter(DType.INT32, Shape.scalar(), "remaining");
        for (Output input : inputs.subList(1, inputs.size())) {
            Shape shape = input.dtype() == DType.RESOURCE || input.dtype() == DType.VARIANT
                    ? Shape.scalar()
                    : Shape.unknown();
            builder.parameter(input.dtype(), shape, "value");
        }
        Output goesOn = Greater.of(builder.scope(), remaining, Const.of(builder.scope(), 0));
        return builder.body(List.of(goesOn), List.of());
    }

    /** The body of the loop backwards: takes how many iterations are left, the gradients, the lists, and what stays the same. */
    private FunctionBody step(Scope outer) {
        FunctionBuilder builder = new FunctionBuilder(outer.graph());
        Scope scope = builder.scope();
        Output remaining = builder.parameter(DType.INT32, Shape.scalar(), "remaining");
        List<Output> given = new ArrayList<>();
        for (int k = 0; k < carried.size(); k++) {
            Output like = backward.builder().parameters().get(k);
            Shape shape =
                    like.shape().common(body.parameters().get(carried.get(k)).shape());
            given.add(builder.parameter(like.dtype(), shape, "gradient"));
        }
        List<Output> sums = new ArrayList<>();
        for (int i : resources) {
            sums.add(builder.parameter(
                    backward.known(i).dtype(), backward.known(i).shape(), "sum"));
        }
        Map<Output, Output> values = new HashMap<>();
        List<Output> rest = new ArrayList<>();
        for (Output inner : stacks.stacked()) {
            Output list = builder.parameter(DType.VARIANT, Shape.scalar(), "list");
            List<Output> popped = TensorListPopBack.of(scope, list, inner.dtype(), inner.shape());
            rest.add(popped.get(0));
            values.put(inner, popped.get(1));
        }
        for (Output inner : stacks.fixed()) {
            Output fixed = builder.parameter(inner, inner.node().name());
            rest.add(fixed);
            values.put(inner, fixed);
        }
        List<Integer> all = new ArrayList<>(carried);
        all.addAll(resources);
        FunctionBody gradient =
                backward.builder().body(all.stream().map(backward::known).toList(), List.of());
        List<Output> arguments = new ArrayList<>(given);
        backward.captured().forEach(inner -> arguments.add(values.get(inner)));
        List<Output> gradients = CallGradient.call(scope, gradient, register("_gradient", gradient), arguments);
        List<Output> results = new ArrayList<>(List.of(Sub.of(scope, remaining, Const.of(scope, 1))));
        results.addAll(gradients.subList(0, carried.size()));
        for (int k = 0; k < sums.size(); k++) {
            results.add(AddV2.of(scope, sums.get(k), gradients.get(carried.size() + k)));
        }
        results.addAll(rest);
        return builder.body(results, List.of());
    }

    private FunctionReference register(String suffix, FunctionBody function) {
        return functions.add(loop.body().name() + suffix, function);
    }
}

package dev.lamina.op.flow;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.FunctionGradient;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Functions;
import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The gradient of a call: a call of the gradient of the function. The call gives what that needs of the function's body, too. */
final class CallGradient {
    private CallGradient() {}

    static List<@Nullable Output> of(GradientContext c, CallOp call) {
        Node node = c.node();
        Functions functions = node.graph().functions();
        Optional<FunctionGradient> told = functions.gradients().stream()
                .filter(gradient -> !gradient.isRegistered()
                        && gradient.of().equals(call.f().name()))
                .findFirst();
        if (told.isPresent()) {
            return told(c, FunctionReference.of(told.get().gradient()));
        }
        List<Integer> upstream = upstream(c);
        Backward backward = new Backward(c, functions.body(call.f()), upstream);
        List<Output> more = backward.intermediates();
        if (!more.isEmpty()) {
            FunctionReference forward = functions.add(call.f().name() + "_forward", backward.extended(more));
            List<DType> types = new ArrayList<>(call.tout());
            more.forEach(output -> types.add(output.dtype()));
            node.graph().extend(node, call.with(forward, types), List.of());
        }
        List<Output> given = node.outputs().subList(node.outputCount() - more.size(), node.outputCount());
        List<Output> inputs = new ArrayList<>();
        upstream.forEach(output -> inputs.add(c.upstream(output)));
        backward.captured().forEach(output -> inputs.add(Backward.outside(c, backward, output, 0, given)));
        List<Integer> differentiated = backward.differentiated();
        FunctionBody gradient = backward.builder()
                .body(differentiated.stream().map(backward::known).toList(), List.of());
        FunctionReference f = functions.add(call.f().name() + "_backward", gradient);
        List<Output> outputs = call(c.scope(), gradient, f, inputs);
        List<@Nullable Output> byInput =
                new ArrayList<>(Collections.nCopies(node.inputs().size(), null));
        for (int i = 0; i < differentiated.size(); i++) {
            byInput.set(differentiated.get(i), outputs.get(i));
        }
        return byInput;
    }

    /** The outputs that a gradient flows by. */
    static List<Integer> upstream(GradientContext c) {
        List<Integer> upstream = new ArrayList<>();
        for (Output output : c.node().outputs()) {
            if ((output.dtype().isDifferentiable() || output.dtype() == DType.VARIANT)
                    && c.hasUpstream(output.index())) {
                upstream.add(output.index());
            }
        }
        return upstream;
    }

    /** A call of a function, as its body has effects or not. */
    static List<Output> call(Scope scope, FunctionBody body, FunctionReference f, List<Output> inputs) {
        return body.isStateful() ? StatefulPartitionedCall.of(scope, f, inputs) : PartitionedCall.of(scope, f, inputs);
    }

    /** By the function that the graph's file gives for it. */
    private static List<@Nullable Output> told(GradientContext c, FunctionReference f) {
        List<Output> inputs = new ArrayList<>(c.node().inputs());
        c.node().outputs().forEach(output -> inputs.add(c.upstream(output.index())));
        FunctionBody body = c.node().graph().functions().body(f);
        int expected = c.node().inputs().size();
        if (body.results().size() != expected) {
            throw new InvalidArgumentException("function '" + f.name()
                    + "', which the graph's file gives as the gradient of "
                    + c.node().describe() + ", has " + body.results().size() + " results for " + expected + " inputs");
        }
        List<Output> outputs = call(c.scope(), body, f, inputs);
        List<@Nullable Output> byInput = new ArrayList<>();
        for (int i = 0; i < c.node().inputs().size(); i++) {
            byInput.add(c.input(i).dtype().isDifferentiable() ? outputs.get(i) : null);
        }
        return byInput;
    }
}

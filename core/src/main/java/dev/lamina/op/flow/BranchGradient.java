package dev.lamina.op.flow;

import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Functions;
import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of a branch: the branch by the same condition into the gradients of the functions. The branch gives what these need
 * of the functions' bodies; in the place of what another function keeps stands a {@link FakeParam}, as TensorFlow does it.
 */
final class BranchGradient {
    private final GradientContext c;
    private final BranchOp branch;
    private final Node node;
    private final Functions functions;
    private final List<Integer> upstream;
    private final List<Backward> backwards = new ArrayList<>();

    private BranchGradient(GradientContext c, BranchOp branch) {
        this.c = c;
        this.branch = branch;
        node = c.node();
        functions = node.graph().functions();
        upstream = CallGradient.upstream(c);
        branch.functions().forEach(f -> backwards.add(new Backward(c, functions.body(f), upstream)));
    }

    static List<@Nullable Output> of(GradientContext c, BranchOp branch) {
        return new BranchGradient(c, branch).build();
    }

    private List<@Nullable Output> build() {
        SortedSet<Integer> differentiated = new TreeSet<>();
        backwards.forEach(backward -> differentiated.addAll(backward.differentiated()));
        for (int parameter : differentiated) {
            fill(parameter);
        }
        int before = node.outputCount();
        extend();
        List<Map<Output, Output>> captured = captured(before);
        Set<Output> union = new LinkedHashSet<>();
        captured.forEach(each -> union.addAll(each.keySet()));
        List<FunctionReference> gradients = new ArrayList<>();
        boolean isStateful = false;
        for (int i = 0; i < backwards.size(); i++) {
            FunctionBody body = gradient(backwards.get(i), captured.get(i), union, differentiated);
            isStateful |= body.isStateful();
            gradients.add(register(i, "_backward", body));
        }
        List<Output> inputs = new ArrayList<>(List.of(c.input(0)));
        upstream.forEach(output -> inputs.add(c.upstream(output)));
        inputs.addAll(union);
        List<Output> outputs = choice(c.scope(), gradients, isStateful, inputs);
        List<@Nullable Output> byInput =
                new ArrayList<>(Collections.nCopies(node.inputs().size(), null));
        int next = 0;
        for (int parameter : differentiated) {
            byInput.set(parameter + 1, outputs.get(next++));
        }
        return byInput;
    }

    /** A function that does not depend on a parameter has a gradient of zeros by it, if another one does. */
    private void fill(int parameter) {
        DType type = backwards.stream()
                .map(backward -> backward.gradient(parameter))
                .filter(gradient -> gradient != null)
                .map(Output::dtype)
                .findFirst()
                .orElseThrow();
        backwards.forEach(backward -> backward.fill(parameter, type));
    }

    /** Has the branch give what each function keeps for its gradient. */
    private void extend() {
        List<Output> all = new ArrayList<>();
        backwards.forEach(backward -> all.addAll(backward.intermediates()));
        if (all.isEmpty()) {
            return;
        }
        List<FunctionReference> forward = new ArrayList<>();
        for (int i = 0; i < backwards.size(); i++) {
            Backward own = backwards.get(i);
            List<Output> more = new ArrayList<>();
            for (Backward other : backwards) {
                for (Output kept : other.intermediates()) {
                    Scope scope = Scope.of(own.forward().graph());
                    more.add(other == own ? kept : FakeParam.of(scope, kept.dtype(), kept.shape()));
                }
            }
            forward.add(register(i, "_forward", own.extended(more)));
        }
        List<DType> types = new ArrayList<>(branch.tout());
        all.forEach(output -> types.add(output.dtype()));
        node.graph().extend(node, branch.with(forward, types), List.of());
    }

    /**
     * For each function, what its gradient is given and how that is called in the function's body: two parameters, which may have been
     * given one output, stay two.
     */
    private List<Map<Output, Output>> captured(int firstMore) {
        List<Map<Output, Output>> captured = new ArrayList<>();
        int next = firstMore;
        for (Backward backward : backwards) {
            int count = backward.intermediates().size();
            List<Output> own = node.outputs().subList(next, next + count);
            next += count;
            Map<Output, Output> inner = new LinkedHashMap<>();
            for (Output output : backward.captured()) {
                Output outside = Backward.outside(c, backward, output, 1, own);
                inner.put(inner.containsKey(outside) ? Identity.of(c.scope(), outside) : outside, output);
            }
            captured.add(inner);
        }
        return captured;
    }

    private static FunctionBody gradient(
            Backward backward, Map<Output, Output> captured, Set<Output> union, Set<Integer> differentiated) {
        FunctionBuilder builder = backward.builder();
        List<Output> parameters = new ArrayList<>(builder.parameters());
        for (Output each : union) {
            Output inner = captured.get(each);
            parameters.add(inner == null ? builder.parameter(each, "unused") : builder.inside(inner));
        }
        List<Output> results = new ArrayList<>();
        differentiated.forEach(parameter -> results.add(builder.inside(backward.known(parameter))));
        return new FunctionBody(builder.graph(), parameters, results, List.of());
    }

    private FunctionReference register(int index, String suffix, FunctionBody body) {
        return functions.add(branch.functions().get(index).name() + suffix, body);
    }

    private List<Output> choice(
            Scope scope, List<FunctionReference> gradients, boolean isStateful, List<Output> inputs) {
        Output selector = inputs.getFirst();
        List<Output> given = inputs.subList(1, inputs.size());
        return switch (branch) {
            case If _, StatelessIf _ ->
                isStateful
                        ? If.of(scope, selector, gradients.get(0), gradients.get(1), given)
                        : StatelessIf.of(scope, selector, gradients.get(0), gradients.get(1), given);
            case Case _, StatelessCase _ ->
                isStateful
                        ? Case.of(scope, selector, gradients, given)
                        : StatelessCase.of(scope, selector, gradients, given);
        };
    }
}

package dev.lamina;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Case;
import dev.lamina.op.flow.FunctionBuilder;
import dev.lamina.op.flow.If;
import dev.lamina.op.flow.StatelessCase;
import dev.lamina.op.flow.StatelessIf;
import dev.lamina.tensor.DType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Builds branches: each becomes a function, and all take what any of them uses of the graph around it. */
final class Branching {
    private final Scope scope;
    private final String face;
    private final List<Body> bodies = new ArrayList<>();
    private final List<FunctionReference> branches = new ArrayList<>();
    private List<Output> inputs = List.of();
    private Scope after;
    private boolean isStateful;

    private record Body(FunctionBuilder builder, List<Output> results) {}

    private Branching(Scope scope, String face) {
        this.scope = scope;
        this.face = face;
        after = scope;
    }

    /** The results of the first branch if the predicate holds, else of the second. */
    static List<Output> cond(
            Scope scope,
            Operand pred,
            Function<Tf, ? extends List<? extends Operand>> whenTrue,
            Function<Tf, ? extends List<? extends Operand>> whenFalse) {
        Output predicate = pred.asOutput();
        if (predicate.dtype() != DType.BOOL
                || (predicate.shape().hasRank() && predicate.shape().rank() != 0)) {
            throw new InvalidArgumentException(
                    "tf.cond: the predicate has to be a single bool, but is " + predicate,
                    "tf.where chooses element by element");
        }
        Branching branching = new Branching(scope, "cond");
        branching.build(whenTrue);
        branching.build(whenFalse);
        branching.finish(List.of("cond_true", "cond_false"));
        return branching.isStateful
                ? If.of(
                        branching.after,
                        predicate,
                        branching.branches.get(0),
                        branching.branches.get(1),
                        branching.inputs)
                : StatelessIf.of(
                        branching.after,
                        predicate,
                        branching.branches.get(0),
                        branching.branches.get(1),
                        branching.inputs);
    }

    /** The results of the branch with that number, or of the last if there is none. */
    static List<Output> switchCase(
            Scope scope, Operand index, List<? extends Function<Tf, ? extends List<? extends Operand>>> branches) {
        if (branches.isEmpty()) {
            throw new InvalidArgumentException("tf.switchCase: there are no branches");
        }
        Branching branching = new Branching(scope, "switchCase");
        List<String> names = new ArrayList<>();
        for (Function<Tf, ? extends List<? extends Operand>> branch : branches) {
            branching.build(branch);
            names.add("case_branch_" + names.size());
        }
        branching.finish(names);
        return branching.isStateful
                ? Case.of(branching.after, index, branching.branches, branching.inputs)
                : StatelessCase.of(branching.after, index, branching.branches, branching.inputs);
    }

    private void build(Function<Tf, ? extends List<? extends Operand>> branch) {
        FunctionBuilder builder = new FunctionBuilder(scope.graph());
        List<Output> results = branch.apply(Tf.create(builder.scope())).stream()
                .map(result -> builder.inside(result.asOutput()))
                .toList();
        if (!bodies.isEmpty()) {
            requireLike(bodies.getFirst().results, results);
        }
        bodies.add(new Body(builder, results));
    }

    private void requireLike(List<Output> first, List<Output> other) {
        String what = "tf." + face + ": branch 0 and branch " + bodies.size();
        if (first.size() != other.size()) {
            throw new InvalidArgumentException(what + " have to give the same number of tensors, but give "
                    + first.size() + " and " + other.size());
        }
        for (int i = 0; i < first.size(); i++) {
            if (first.get(i).dtype() != other.get(i).dtype()) {
                throw new InvalidArgumentException(
                        what + " have to give the same types, but result " + i + " is "
                                + described(first.get(i)) + " in the first and " + described(other.get(i))
                                + " in the other",
                        "convert one of them: tf.cast(x, "
                                + first.get(i).dtype().name() + ")");
            }
        }
    }

    private static String described(Output output) {
        return output.dtype().toString() + output.shape();
    }

    /** Adds the functions, all of which take the same. */
    private void finish(List<String> names) {
        Set<Output> captured = new LinkedHashSet<>();
        for (Body body : bodies) {
            captured.addAll(body.builder.captured());
            after = after.after(body.builder.controls());
        }
        inputs = List.copyOf(captured);
        for (int i = 0; i < bodies.size(); i++) {
            Built built = Built.of(scope, names.get(i), bodies.get(i).builder, inputs, bodies.get(i).results);
            branches.add(built.reference());
            isStateful |= built.isStateful();
        }
    }
}

package dev.lamina.session;

import dev.lamina.graph.Fetch;
import dev.lamina.graph.Graph;
import dev.lamina.tensor.Storage;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan with its buffers and kernels: one thread at a time runs it. */
final class Program {
    private final Request request;
    private final Plan plan;
    private final Stage first;
    private final Object[] nothing;
    private final boolean writesVariables;

    private final boolean checksNumerics;

    /** A program; one that checks every operation's numbers runs them one by one. */
    Program(
            Graph graph,
            List<? extends Fetch> fetches,
            Feed[] feeds,
            VariableStore variables,
            boolean checksNumerics,
            Request request,
            Programs.Holding memory) {
        this.checksNumerics = checksNumerics;
        this.request = request;
        plan = new Plan(graph, fetches, feeds, variables, !checksNumerics, memory);
        first = StageCompiler.compile(plan, null);
        nothing = plan.fed.stream().map(value -> value.dtype.newArray(0)).toArray();
        writesVariables = plan.instructions.stream()
                .anyMatch(instruction -> instruction.inputs.stream()
                        .anyMatch(input -> input.variable != null && instruction.writes(input.variable)));
    }

    /** What it is for. */
    Request request() {
        return request;
    }

    /** What it takes of the session's memory. */
    Programs.Holding holding() {
        return plan.memory;
    }

    /** Says whether every operation's numbers are checked. */
    boolean checksNumerics() {
        return checksNumerics;
    }

    /** Says whether a run changes a variable. */
    boolean writesVariables() {
        return writesVariables;
    }

    /** Runs it for these feeds, and puts copies of what is fetched into {@code results}. */
    void run(Feed[] feeds, @Nullable Tensor[] results) {
        for (int i = 0; i < feeds.length; i++) {
            storage(i).bind(feeds[i].value().buffer().array());
        }
        try {
            for (Stage stage = first; stage != null; stage = stage.next()) {
                stage.run(checksNumerics);
            }
            for (int i = 0; i < results.length; i++) {
                Value value = plan.fetched[i];
                if (value != null) {
                    Value real = value.resolve();
                    results[i] = real.constant != null
                            ? real.constant
                            : real.buffer().toTensor();
                }
            }
        } finally {
            for (int i = 0; i < nothing.length; i++) {
                storage(i).bind(nothing[i]);
            }
        }
    }

    private Storage storage(int fed) {
        return plan.fed.get(fed).buffer().storage();
    }
}

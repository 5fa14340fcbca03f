package dev.lamina.session;

import dev.lamina.graph.Fetch;
import dev.lamina.graph.Graph;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all stages of one program have in common: its instructions in order, what is fed and what is fetched. */
final class Plan {
    final VariableStore variables;
    final List<Instruction> instructions;
    final List<Value> fed;
    final @Nullable Value[] fetched;
    final List<Instruction> targets;

    /** Whether operations are put together. */
    final boolean fuses;

    Plan(Graph graph, List<? extends Fetch> fetches, Feed[] feeds, VariableStore variables, boolean fuses) {
        this.fuses = fuses;
        this.variables = variables;
        Lowering lowering = new Lowering(graph, fetches, feeds, variables);
        VariableOrder.establish(lowering.instructions());
        instructions = Schedule.of(lowering.instructions());
        fed = lowering.fed();
        fetched = lowering.fetched();
        targets = lowering.targets();
    }

    boolean isFetched(Value value) {
        return Arrays.stream(fetched).anyMatch(each -> each != null && each.resolve() == value);
    }
}

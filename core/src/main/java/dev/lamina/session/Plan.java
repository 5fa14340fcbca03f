package dev.lamina.session;

import dev.lamina.graph.Fetch;
import dev.lamina.graph.Graph;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all stages of one program have in common: its instructions in order, what is fed and what is fetched. */
final class Plan {
    /** About what an instruction takes besides its buffers: itself, its values, step and kernel. */
    private static final int BYTES_OF_INSTRUCTION = 1024;

    /** The program itself takes about as much as so many instructions. */
    private static final int INSTRUCTIONS_OF_PROGRAM = 2;

    final VariableStore variables;
    final List<Instruction> instructions;
    final List<Value> fed;
    final @Nullable Value[] fetched;
    final List<Instruction> targets;

    /** Whether operations are put together. */
    final boolean fuses;

    /** What the program takes of the session's memory. */
    final Programs.Holding memory;

    Plan(
            Graph graph,
            List<? extends Fetch> fetches,
            Feed[] feeds,
            VariableStore variables,
            boolean fuses,
            Programs.Holding memory) {
        this.fuses = fuses;
        this.variables = variables;
        this.memory = memory;
        Lowering lowering = new Lowering(graph, fetches, feeds, variables);
        VariableOrder.establish(lowering.instructions());
        instructions = Schedule.of(lowering.instructions());
        fed = lowering.fed();
        fetched = lowering.fetched();
        targets = lowering.targets();
        memory.take((INSTRUCTIONS_OF_PROGRAM + (long) instructions.size()) * BYTES_OF_INSTRUCTION);
    }
}

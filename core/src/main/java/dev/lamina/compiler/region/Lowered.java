package dev.lamina.compiler.region;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lowering gives: instructions in the order of building, whose reads and writes of variables have no order yet.
 *
 * @param parameters what is fed, or given to a function
 * @param instructions all that has to run, each with the number of its place
 * @param results what is fetched, in order; {@code null} for what only has to run
 * @param targets what has to run although nothing of it is fetched
 * @param variables by the number of a value, the variable of which it is a reference, a handle or a view
 */
public record Lowered(
        List<Value> parameters,
        List<Instruction> instructions,
        List<@Nullable Value> results,
        List<Instruction> targets,
        List<@Nullable VariableCell> variables) {}

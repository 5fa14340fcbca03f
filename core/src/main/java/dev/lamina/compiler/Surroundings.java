package dev.lamina.compiler;

import dev.lamina.compiler.region.VariableStore;
import dev.lamina.compiler.run.MemoryAccount;
import dev.lamina.compiler.run.Watch;

/**
 * What all parts of a program have in common.
 *
 * @param variables where operations keep their state
 * @param checksNumerics whether a run stops at the first number that is not finite; operations run one by one then
 * @param memory pays for what the program holds
 * @param watch who is told of the steps that run
 */
record Surroundings(VariableStore variables, boolean checksNumerics, MemoryAccount memory, Watch watch) {
    /** The same with another account. */
    Surroundings with(MemoryAccount other) {
        return new Surroundings(variables, checksNumerics, other, watch);
    }
}

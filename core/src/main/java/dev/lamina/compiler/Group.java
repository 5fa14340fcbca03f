package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import java.util.List;

/**
 * Instructions that run as one: a single one, or some that run range by range after another.
 *
 * @param members in the order in which they run
 * @param isHeaded whether the first is one that finishes its elements in ranges of its own choice, a product of matrices
 */
record Group(List<Instruction> members, boolean isHeaded) {}

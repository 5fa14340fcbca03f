package dev.lamina.session;

import dev.lamina.graph.Op;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An operation of a plan in the making: a node of the graph, or something that a pass put in its place. */
final class Instruction {
    final int order;
    final String name;

    /** How errors name it. */
    final String description;

    final Op op;
    final boolean isStateful;
    final List<Value> inputs;

    /** By input, whether the operation is given the variable itself and not just its value. */
    final BitSet references = new BitSet();

    final List<Value> outputs = new ArrayList<>();

    /** What has to run, and before it, for other reasons than its inputs. */
    final List<Instruction> controls = new ArrayList<>();

    /** What comes before it if it runs at all. */
    final Set<Instruction> predecessors = new LinkedHashSet<>();

    /** True if it must not show a variable's own elements, because they change before its result is used. */
    boolean copies;

    Instruction(int order, String name, String description, Op op, boolean isStateful, List<Value> inputs) {
        this.order = order;
        this.name = name;
        this.description = description;
        this.op = op;
        this.isStateful = isStateful;
        this.inputs = inputs;
    }

    /** What it does to the variable behind an input. */
    Op.Access access(int input) {
        if (inputs.get(input).variable == null) {
            return Op.Access.NONE;
        }
        return references.get(input) ? op.access(input) : Op.Access.READ;
    }

    /** The variables that have a value after it, whatever they had before. */
    List<VariableCell> assigned() {
        List<VariableCell> assigned = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            VariableCell variable = inputs.get(i).variable;
            if (variable != null && access(i) == Op.Access.ASSIGN) {
                assigned.add(variable);
            }
        }
        return assigned;
    }

    /** Says whether it changes a variable. */
    boolean writes(VariableCell variable) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).variable == variable && isWrite(access(i))) {
                return true;
            }
        }
        return false;
    }

    static boolean isWrite(Op.Access access) {
        return access == Op.Access.ASSIGN || access == Op.Access.UPDATE;
    }

    /** The input whose elements its output shows without a copy, or -1. */
    int aliasedInput() {
        return copies ? -1 : op.aliasedInput();
    }

    @Override
    public String toString() {
        return description;
    }
}

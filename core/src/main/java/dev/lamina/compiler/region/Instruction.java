package dev.lamina.compiler.region;

import dev.lamina.graph.Op;
import dev.lamina.graph.Op.Access;
import dev.lamina.tensor.DType;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An operation of a region: a node of the graph, or what reads a variable that is fetched. A branch or a loop has regions. */
public final class Instruction {
    /** Its place in the order of building, from 0 on. */
    public final int number;

    public final String name;

    /** How errors name it. */
    public final String description;

    public final Op op;
    public final boolean isStateful;
    public final List<Value> inputs;
    public final List<Value> outputs;

    /** What has to run, and before it, for other reasons than its inputs. */
    public final List<Instruction> controls;

    /** True if it is there to copy, where its operation alone would just show its input. */
    public final boolean isCopy;

    /** What it runs, if it is a branch or a loop: the bodies of its functions, in their order. */
    public final List<Region> regions;

    /** What happens to variables within its regions. */
    public final Map<VariableCell, Access> effects = new LinkedHashMap<>();

    /** By input, whether the operation is given the variable itself and not just its value. */
    private final BitSet references;

    public Instruction(
            int number,
            String name,
            String description,
            Op op,
            boolean isStateful,
            boolean isCopy,
            List<Value> inputs,
            BitSet references,
            List<Value> outputs,
            List<Instruction> controls,
            List<Region> regions) {
        this.number = number;
        this.name = name;
        this.description = description;
        this.op = op;
        this.isStateful = isStateful;
        this.isCopy = isCopy;
        this.inputs = List.copyOf(inputs);
        this.references = (BitSet) references.clone();
        this.outputs = List.copyOf(outputs);
        this.controls = List.copyOf(controls);
        this.regions = List.copyOf(regions);
        regions.forEach(region -> Region.join(effects, region.effects()));
    }

    /** Says whether the operation is given the variable behind an input itself and not just its value. */
    public boolean takesReference(int input) {
        return references.get(input);
    }

    /** Says whether only the shape of an input matters; of a variant, what is in it always does. */
    public boolean needsShapeOnly(int input) {
        return op.needsShapeOnly(input) && inputs.get(input).dtype != DType.VARIANT;
    }

    /** Says whether it can fail for reasons outside of the graph. */
    public boolean canFail() {
        return op.canFail()
                || regions.stream()
                        .anyMatch(region -> region.instructions().stream().anyMatch(Instruction::canFail));
    }

    /** Says whether what it gives depends on its inputs alone, so that it need not run twice for the same. */
    public boolean isPure() {
        return !isStateful && controls.isEmpty() && regions.isEmpty();
    }

    @Override
    public String toString() {
        return description;
    }
}

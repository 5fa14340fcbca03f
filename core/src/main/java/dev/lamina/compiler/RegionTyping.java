package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableCell;
import dev.lamina.compiler.region.VariableStore;
import dev.lamina.error.LaminaException;
import dev.lamina.op.flow.BranchOp;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.flow.LoopOp;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be told of a branch or a loop before it runs. */
final class RegionTyping {
    private RegionTyping() {}

    /**
     * The shapes of its outputs, or {@code null} if only a run tells.
     *
     * @param supposed the shapes that variables without one would have by then
     */
    static @Nullable List<Shape> outputs(
            Instruction instruction, Types types, VariableStore variables, Map<VariableCell, Shape> supposed) {
        List<Given> given = given(instruction, types);
        if (instruction.op instanceof LoopOp) {
            return ofLoop(instruction.regions.getLast(), given, variables, supposed);
        }
        List<Shape> common = null;
        for (Region branch : candidates(instruction, types)) {
            List<Shape> shapes = results(branch, given, variables, supposed);
            if (shapes == null || (common != null && !common.equals(shapes))) {
                return null;
            }
            common = shapes;
        }
        return common;
    }

    /** The branches that may run. */
    private static List<Region> candidates(Instruction instruction, Types types) {
        Tensor selector = types.constant(instruction.inputs.getFirst());
        return selector != null && instruction.op instanceof BranchOp op
                ? List.of(instruction.regions.get(op.branch(selector.buffer())))
                : instruction.regions;
    }

    /**
     * What is known of the parameters of an instruction's regions. Of what a loop changes only the shape is, and that only if
     * every round leaves it.
     */
    static List<Given> given(Instruction instruction, Types types) {
        int first = instruction.op instanceof BranchOp ? 1 : 0;
        List<Given> given = new ArrayList<>();
        for (int i = first; i < instruction.inputs.size(); i++) {
            Value input = instruction.inputs.get(i);
            boolean stays = first == 1 || isInvariant(instruction.regions.getLast(), i);
            given.add(new Given(types.shape(input), stays ? types.constant(input) : null));
        }
        return given;
    }

    /** Says whether a loop's body gives a parameter as it is, by way of {@link Identity} or at once. */
    static boolean isInvariant(Region body, int index) {
        Value at = body.results().get(index);
        while (at != null) {
            Instruction producer = body.producer(at);
            if (producer == null || !(producer.op instanceof Identity) || body.copies(producer)) {
                break;
            }
            at = producer.inputs.getFirst();
        }
        return at == body.parameters().get(index);
    }

    private static @Nullable List<Shape> ofLoop(
            Region body, List<Given> given, VariableStore variables, Map<VariableCell, Shape> supposed) {
        List<Shape> shapes = given.stream().map(Given::shape).toList();
        return shapes.equals(results(body, given, variables, supposed)) ? shapes : null;
    }

    private static @Nullable List<Shape> results(
            Region region, List<Given> given, VariableStore variables, Map<VariableCell, Shape> supposed) {
        TypedRegion typed;
        try {
            typed = Typing.supposing(region, given, variables, supposed);
        } catch (LaminaException e) {
            return null; // whoever runs it is told; what does not run does no harm
        }
        List<Shape> shapes = new ArrayList<>();
        for (Value result : region.results()) {
            if (result != null) {
                Shape shape = typed.shape(result);
                if (region.variable(result) == null && !shape.isFullyDefined()) {
                    return null;
                }
                shapes.add(shape);
            }
        }
        return shapes;
    }
}

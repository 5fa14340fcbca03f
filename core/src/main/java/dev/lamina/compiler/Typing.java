package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Iterated;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableCell;
import dev.lamina.compiler.region.VariableStore;
import dev.lamina.compiler.run.Memory;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.graph.Op.Access;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.control.MergeOp;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pass that finds the concrete shape of every value and computes what is the same in every run.
 *
 * <p>It stops where a shape depends on a value that only the run gives: what it got so far is a stage,
 * and the next one begins when that value is there.
 */
final class Typing implements Types {
    private final Region region;
    private final VariableStore variables;
    private final Computed computed;
    private final Shape[] shapes;
    private final @Nullable Tensor[] constants;
    private final BitSet before;
    private final Liveness liveness;
    private final BitSet ready = new BitSet();

    /** The instructions of this stage that tell the shapes of what they give only when they have run. */
    private final BitSet late = new BitSet();

    private final List<Instruction> blocked = new ArrayList<>();
    private final List<Guard> guards = new ArrayList<>();

    /** By the number of a merge, the input that it passes on. */
    private final Map<Integer, Integer> chosen = new HashMap<>();

    private long constantBytes;

    /** What is only asked what it would give settles no variable: these shapes are its own. */
    private final @Nullable Map<VariableCell, Shape> supposed;

    private Typing(
            Region region,
            VariableStore variables,
            Computed computed,
            Shape[] shapes,
            @Nullable Tensor[] constants,
            BitSet before,
            @Nullable Map<VariableCell, Shape> supposed,
            Liveness liveness) {
        this.supposed = supposed;
        this.liveness = liveness;
        this.region = region;
        this.variables = variables;
        this.computed = computed;
        this.shapes = shapes;
        this.constants = constants;
        this.before = before;
    }

    /** The first stage: what the shapes of the parameters tell. */
    static TypedRegion of(Region region, List<Given> parameters, VariableStore variables) {
        return first(region, parameters, variables, null);
    }

    /**
     * The first stage of what does not run perhaps: no variable takes its shape of it.
     *
     * @param supposed the shapes that variables without one would have by then
     */
    static TypedRegion supposing(
            Region region, List<Given> parameters, VariableStore variables, Map<VariableCell, Shape> supposed) {
        return first(region, parameters, variables, new HashMap<>(supposed));
    }

    private static TypedRegion first(
            Region region,
            List<Given> parameters,
            VariableStore variables,
            @Nullable Map<VariableCell, Shape> supposed) {
        Shape[] shapes = new Shape[region.values()];
        Arrays.fill(shapes, Shape.unknown());
        @Nullable Tensor[] constants = new Tensor[region.values()];
        for (int i = 0; i < parameters.size(); i++) {
            Value parameter = region.parameters().get(i);
            shapes[parameter.number] = parameters.get(i).shape();
            constants[parameter.number] = parameters.get(i).constant();
        }
        Liveness liveness = Liveness.of(region.parameters(), parameters);
        return new Typing(region, variables, Computed.NOTHING, shapes, constants, new BitSet(), supposed, liveness)
                .run();
    }

    /**
     * A later stage: what can be told from the values of a run that has come so far.
     *
     * @param earlier the stage that has just run
     * @param computed all that it and those before it gave
     * @throws InvalidArgumentException if they tell nothing more
     */
    static TypedRegion next(TypedRegion earlier, Computed computed, VariableStore variables) {
        Typing typing = new Typing(
                earlier.region,
                variables,
                computed,
                earlier.shapes(),
                earlier.constants(),
                earlier.done(),
                null,
                earlier.liveness().next());
        typing.addLateShapes(earlier);
        TypedRegion next = typing.run();
        if (next.isEmpty() && !next.blocked().isEmpty()) {
            typing.requireVariables(next.blocked().getFirst());
            throw new InvalidArgumentException(
                    "the shape of what " + next.blocked().getFirst().description + " gives cannot be determined");
        }
        return next;
    }

    /** A variable without a value may lack a shape too. */
    private void requireVariables(Instruction instruction) {
        for (int i = 0; i < instruction.inputs.size(); i++) {
            VariableCell variable = region.variable(instruction.inputs.get(i));
            if (variable != null && variable.buffer() == null && region.access(instruction, i) != Access.NONE) {
                throw variable.uninitialized().at(instruction.description);
            }
        }
    }

    private TypedRegion run() {
        for (Instruction instruction : region.instructions()) {
            if (!before.get(instruction.number) && !liveness.isDead(instruction)) {
                try {
                    infer(instruction);
                } catch (LaminaException e) {
                    throw e.at(instruction.description);
                }
            }
        }
        return new TypedRegion(
                region,
                shapes,
                constants,
                before,
                ready,
                late,
                blocked,
                guards,
                liveness,
                Map.copyOf(chosen),
                constantBytes);
    }

    @Override
    public Shape shape(Value value) {
        return shapes[value.number];
    }

    @Override
    public Shape shape(VariableCell variable) {
        Shape own = variable.shape();
        return supposed == null || own.isFullyDefined() ? own : supposed.getOrDefault(variable, own);
    }

    @Override
    public @Nullable Tensor constant(Value value) {
        return constants[value.number];
    }

    /** Shapes that the stage before could not tell are there now. */
    private void addLateShapes(TypedRegion earlier) {
        for (Instruction instruction : region.instructions()) {
            if (earlier.isLate(instruction)) {
                for (Value output : instruction.outputs) {
                    Buffer buffer = computed.buffer(output);
                    if (buffer != null) {
                        shapes[output.number] = buffer.shape();
                        guards.add(new Guard.OfShape(output, buffer.shape()));
                    }
                }
            }
        }
    }

    /** A branch or a loop gives what its regions give, for what it is given; where these do not say, the run does. */
    private void inferRegions(Instruction instruction) {
        if (!inputsAreReady(instruction)) {
            blocked.add(instruction);
            return;
        }
        ready.set(instruction.number);
        List<Shape> given = RegionTyping.outputs(instruction, this, variables, supposed == null ? Map.of() : supposed);
        for (int i = 0; i < instruction.outputs.size(); i++) {
            shapes[instruction.outputs.get(i).number] = given == null ? Shape.unknown() : given.get(i);
        }
        if (given == null) {
            late.set(instruction.number);
        }
    }

    private void infer(Instruction instruction) {
        switch (live(instruction)) {
            case DEAD -> {}
            case OPEN -> blocked.add(instruction);
            case RUNS -> inferLive(instruction);
        }
    }

    /** Says whether an instruction runs, where that is known. */
    private Liveness.State live(Instruction instruction) {
        Liveness.State state = liveness.settle(instruction);
        if (state == Liveness.State.RUNS && Liveness.decides(instruction)) {
            Value decider = Liveness.decider(instruction);
            Tensor constant = constant(decider);
            Buffer contents = constant == null ? computed.buffer(decider) : constant.buffer();
            if (contents == null) {
                state = Liveness.State.OPEN;
            } else {
                boolean runs = Liveness.runs(instruction, contents);
                state = runs ? Liveness.State.RUNS : Liveness.State.DEAD;
                if (constant == null) {
                    guards.add(new Guard.OfLife(instruction, runs));
                }
            }
            liveness.note(instruction, state);
        }
        return state;
    }

    /** A merge passes on the first input that is not dead. */
    private void inferMerge(Instruction instruction) {
        int input = 0;
        while (liveness.isDead(instruction.inputs.get(input))) {
            input++;
        }
        Value passed = instruction.inputs.get(input);
        Value output = instruction.outputs.get(0);
        shapes[output.number] = shape(passed);
        shapes[instruction.outputs.get(1).number] = Shape.scalar();
        showVariable(output);
        if (!inputsAreReady(instruction)) {
            blocked.add(instruction);
            return;
        }
        ready.set(instruction.number);
        chosen.put(instruction.number, input);
        if (instruction.isPure()) {
            constants[output.number] = region.variable(output) == null ? constant(passed) : null;
            constants[instruction.outputs.get(1).number] = Tensor.of(input);
        }
    }

    private void inferLive(Instruction instruction) {
        if (instruction.op instanceof MergeOp) {
            inferMerge(instruction);
            return;
        }
        if (!instruction.regions.isEmpty() && !(instruction.op instanceof Iterated)) {
            inferRegions(instruction);
            return;
        }
        if (instruction.op instanceof Placeholder placeholder) {
            placeholder.kernel(context(instruction));
        }
        settleVariables(instruction);
        RuleContext rule = new RuleContext(region, instruction, this, computed);
        List<Shape> given = instruction.op.shapes(rule);
        boolean isVariable = instruction.op instanceof VariableOp;
        boolean isDefined = true;
        for (int i = 0; i < given.size(); i++) {
            Value output = instruction.outputs.get(i);
            shapes[output.number] = given.get(i);
            if (isVariable) {
                showVariable(output);
            } else if (!isHandle(output)) {
                isDefined &= given.get(i).isFullyDefined();
            }
        }
        if (!isDefined || rule.missedValue() || !inputsAreReady(instruction)) {
            blocked.add(instruction);
            return;
        }
        addGuard(instruction, rule, given);
        ready.set(instruction.number);
        if (instruction.isPure() && !region.copies(instruction)) {
            fold(instruction);
        }
    }

    /** What stands for a variable needs no shape: the variable gets it when it is given a value. */
    private boolean isHandle(Value value) {
        return value.dtype == DType.RESOURCE && region.variable(value) != null;
    }

    private void fold(Instruction instruction) {
        Tensor[] folded = Folding.fold(instruction, context(instruction), this);
        if (folded != null) {
            for (int i = 0; i < folded.length; i++) {
                constants[instruction.outputs.get(i).number] = folded[i];
            }
            constantBytes += instruction.op.constant() == null ? Memory.bytesOf(folded) : 0;
        }
    }

    /** A variable without a shape takes that of the first value it is given. */
    private void settleVariables(Instruction instruction) {
        if (instruction.inputs.size() == 2 && region.access(instruction, 0) == Access.ASSIGN) {
            VariableCell variable = region.variable(instruction.inputs.get(0));
            Shape shape = shape(instruction.inputs.get(1));
            if (variable != null && shape.isFullyDefined()) {
                if (supposed == null) {
                    variable.settle(shape);
                } else {
                    supposed.putIfAbsent(variable, shape);
                }
                showVariable(instruction.inputs.get(0));
            }
        }
    }

    private void showVariable(Value output) {
        VariableCell variable = region.variable(output);
        if (variable != null && shape(variable).isFullyDefined()) {
            shapes[output.number] = shape(variable);
        }
    }

    private boolean inputsAreReady(Instruction instruction) {
        for (int i = 0; i < instruction.inputs.size(); i++) {
            Value input = instruction.inputs.get(i);
            boolean shapeIsEnough =
                    instruction.needsShapeOnly(i) && shape(input).isFullyDefined();
            if (!shapeIsEnough
                    && !liveness.isDead(input)
                    && !input.isParameter()
                    && (!isReady(input.producer) || late.get(input.producer))) {
                return false;
            }
        }
        return instruction.controls.stream().allMatch(this::isDone)
                && region.predecessors(instruction).stream().allMatch(this::isDone);
    }

    private boolean isReady(int instruction) {
        return ready.get(instruction) || before.get(instruction);
    }

    private boolean isDone(Instruction instruction) {
        return isReady(instruction.number) || liveness.isDead(instruction);
    }

    /** What depends on a value of an earlier stage serves only runs in which that value does the same. */
    private void addGuard(Instruction instruction, RuleContext rule, List<Shape> given) {
        if (rule.lookedAtRun()) {
            List<Tensor> contents = rule.asked.stream().map(this::content).toList();
            guards.add(new Guard.OfRule(instruction, given, List.copyOf(rule.asked), contents));
        }
    }

    private @Nullable Tensor content(Value value) {
        Tensor constant = constant(value);
        if (constant != null) {
            return constant;
        }
        Buffer buffer = computed.buffer(value);
        return buffer == null ? null : buffer.toTensor();
    }

    /** For a kernel that is gone before the program runs: its workspace does not count. */
    private MakingContext context(Instruction instruction) {
        return new MakingContext(region, instruction, this, this::content, variables, new Workspaces(), _ -> {});
    }
}

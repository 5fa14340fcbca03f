package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableStore;
import dev.lamina.compiler.run.Memory;
import dev.lamina.compiler.run.MemoryAccount;
import dev.lamina.compiler.run.Watch;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A region compiled for given shapes of its parameters: kernels and the buffers they work on. One thread at a time runs it.
 * From the second run of the same shapes on, a run allocates nothing.
 */
public final class CompiledRegion {
    /** About what an instruction takes besides its buffers: itself, its values, step and kernel. */
    private static final int BYTES_OF_INSTRUCTION = 1024;

    /** The program itself takes about as much as so many instructions. */
    private static final int INSTRUCTIONS_OF_PROGRAM = 2;

    private final Region region;
    private final Surroundings surroundings;
    private final StageCompiler compiler;
    private final List<Buffer> parameters;
    private final Object[] nothing;
    private final Continuations first;

    /** The stage that ended the last run. */
    private Stage last;

    /**
     * Compiles a region.
     *
     * @param shapes the shapes of what the parameters will be
     * @param variables where operations keep their state
     * @param checksNumerics whether a run stops at the first number that is not finite; operations run one by one then
     * @param memory pays for what the program holds
     * @param watch who is told of the steps that run
     */
    public CompiledRegion(
            Region region,
            List<Shape> shapes,
            VariableStore variables,
            boolean checksNumerics,
            MemoryAccount memory,
            Watch watch) {
        this(
                region,
                places(region, shapes),
                Collections.nCopies(shapes.size(), null),
                new BitSet(),
                new Surroundings(variables, checksNumerics, memory, watch));
    }

    /**
     * Compiles the region of a branch or a loop.
     *
     * @param parameters where what it is given will lie
     * @param constants what of that is the same in every run
     * @param dead which of that is not given at all
     */
    CompiledRegion(
            Region region,
            List<Buffer> parameters,
            List<@Nullable Tensor> constants,
            BitSet dead,
            Surroundings surroundings) {
        this.region = region;
        this.parameters = List.copyOf(parameters);
        this.surroundings = surroundings;
        surroundings.memory().take((INSTRUCTIONS_OF_PROGRAM + (long) region.size()) * BYTES_OF_INSTRUCTION);
        nothing = parameters.stream().map(Buffer::array).toArray();
        compiler = new StageCompiler(region, surroundings);
        first = new Continuations(compiler.first(parameters, constants, dead));
        last = first.stage;
    }

    private static List<Buffer> places(Region region, List<Shape> shapes) {
        List<Buffer> places = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            places.add(Memory.withoutElements(region.parameters().get(i).dtype, shapes.get(i)));
        }
        return places;
    }

    /** What it was compiled from. */
    public Region region() {
        return region;
    }

    /** Gives a parameter the array that the next run reads, which is of its type and long enough for its shape. */
    public void bind(int parameter, Object array) {
        parameters.get(parameter).storage().bind(array);
    }

    /** Lets go of the arrays that were bound. */
    public void unbind() {
        for (int i = 0; i < nothing.length; i++) {
            parameters.get(i).storage().bind(nothing[i]);
        }
    }

    /**
     * The program as text, line by line: what was left out and why, a sentence for each step, and what memory it takes. Of
     * a program whose shapes depend on values it is what comes before these.
     */
    public List<String> explain() {
        return Explanation.of(first.stage, surroundings.checksNumerics());
    }

    /** Runs it. */
    public void run() {
        Continuations at = first;
        at.stage.run(surroundings);
        while (at.stage.isFollowed()) {
            at = at.next(compiler, surroundings.memory());
            at.stage.run(surroundings);
        }
        last = at.stage;
    }

    private static Tensor copyOf(Buffer result, @Nullable Instruction producer) {
        try {
            return result.toTensor();
        } catch (OutOfMemoryError full) {
            throw Exhaustion.ofResult(producer, result, full);
        }
    }

    /** A copy of what the last run gave for a result, or {@code null} for one that just runs. */
    public @Nullable Tensor result(int index) {
        Value value = region.results().get(index);
        if (value == null) {
            return null;
        }
        requireLive(index);
        Tensor constant = last.constant(value);
        return constant != null ? constant : copyOf(last.buffer(value), region.producer(value));
    }

    /** Where a result lies that the last run gave. */
    Buffer buffer(int result) {
        requireLive(result);
        return last.result(result);
    }

    /** Says whether the last run gave nothing for a result, as it is in a part that did not run. */
    boolean isDead(int result) {
        Value value = region.results().get(result);
        return value != null && last.typed().isDead(value);
    }

    private void requireLive(int result) {
        if (isDead(result)) {
            Value value = Objects.requireNonNull(region.results().get(result));
            throw new InvalidArgumentException(
                    "Retval[" + result + "] does not have value: The tensor returned for '" + value.name
                            + "' was not valid.",
                    "it is computed only where a predicate holds, which it does not: fetch what a Merge gives");
        }
    }

    /** Says whether a result lies in an array of the program's own, and no result before it in the same. */
    boolean isOwn(int result) {
        return last.isOwn(result);
    }
}

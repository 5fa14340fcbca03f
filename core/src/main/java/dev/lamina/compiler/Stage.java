package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableCell;
import dev.lamina.compiler.run.Claim;
import dev.lamina.compiler.run.Numerics;
import dev.lamina.compiler.run.Step;
import dev.lamina.compiler.run.StepInfo;
import dev.lamina.compiler.run.Watch;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Storage;
import dev.lamina.tensor.Tensor;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of a program that needs no more than the shapes known at its beginning: steps over buffers. Most programs are
 * one stage; where a shape depends on a value that the run computes, another follows ({@link Continuations}).
 */
final class Stage {
    /**
     * A variable that has to have a value, and the first instruction that reads it.
     *
     * @param step before which step it has to: the first, unless a branch or a loop may give it one
     */
    record Reader(VariableCell variable, Instruction instruction, int step) {
        void check() {
            if (!variable.isInitialized()) {
                throw variable.uninitialized().at(instruction.description);
            }
        }
    }

    final AssignedRegion assigned;
    private final Runnable[] steps;
    private final Reader[] readers;
    private final Claim claim;

    /** What is known of the steps, once somebody has watched. */
    private StepInfo @Nullable [] infos;

    /** By result, whether it alone lies in an array of this stage. */
    private final boolean[] ownResults;

    /** By result, where it lies; {@code null} if that is known only when it has run. */
    private final @Nullable Buffer[] results;

    /**
     * A stage.
     *
     * @param steps what runs, in order
     * @param readers what has to have a value
     * @param claim what it takes of the session's memory
     */
    Stage(AssignedRegion assigned, List<Runnable> steps, List<Reader> readers, Claim claim) {
        this.assigned = assigned;
        this.steps = steps.toArray(Runnable[]::new);
        this.readers =
                readers.stream().sorted(Comparator.comparingInt(Reader::step)).toArray(Reader[]::new);
        this.claim = claim;
        List<@Nullable Value> values = typed().region.results();
        ownResults = new boolean[values.size()];
        results = new Buffer[values.size()];
        Set<Storage> seen = new HashSet<>();
        for (int i = 0; i < ownResults.length; i++) {
            Value result = values.get(i);
            Buffer buffer = result == null ? null : assigned.buffer(result);
            results[i] = result == null || assigned.isLate(result) ? null : buffer;
            ownResults[i] = buffer != null && assigned.memory.number(buffer) > 0 && seen.add(buffer.storage());
        }
    }

    /** Where a result lies. */
    Buffer result(int index) {
        Buffer known = results[index];
        if (known != null) {
            return known;
        }
        Value value = typed().region.results().get(index);
        if (value == null) {
            throw new IllegalStateException("result " + index + " just runs");
        }
        return buffer(value);
    }

    /** Says whether a result lies in an array of this stage, and no result before it in the same. */
    boolean isOwn(int result) {
        return ownResults[result];
    }

    TypedRegion typed() {
        return assigned.simplified.typed;
    }

    /** What it takes of the session's memory. */
    long bytes() {
        return claim.bytes();
    }

    /** Says whether more has to run after it. */
    boolean isFollowed() {
        return !typed().blocked().isEmpty();
    }

    /** Where a value lies that it or a stage before it gave, or {@code null}. */
    @Nullable
    Buffer computed(Value value) {
        return typed().isThere(value) ? assigned.buffer(value) : null;
    }

    /** The elements of a value that is the same in every run, or {@code null}. */
    @Nullable
    Tensor constant(Value value) {
        return typed().constant(assigned.simplified.resolve(value));
    }

    /** Where a value lies that is kept. */
    Buffer buffer(Value value) {
        Buffer buffer = assigned.buffer(value);
        if (buffer == null) {
            throw new IllegalStateException("no buffer for " + value);
        }
        return buffer;
    }

    /** Runs the steps. */
    void run(Surroundings surroundings) {
        int checked = 0;
        Watch.Observer observer = surroundings.watch().observer();
        for (int i = 0; i < steps.length; i++) {
            Runnable step = steps[i];
            for (; checked < readers.length && readers[checked].step <= i; checked++) {
                readers[checked].check();
            }
            if (observer == null) {
                step.run();
            } else {
                runWatched(i, observer);
            }
            if (surroundings.checksNumerics() && step instanceof Step single) {
                Numerics.check(single);
            }
        }
        for (; checked < readers.length; checked++) {
            readers[checked].check();
        }
    }

    private void runWatched(int step, Watch.Observer observer) {
        StepInfo[] known = infos;
        if (known == null) {
            known = assigned.infos();
            infos = known;
        }
        long from = System.nanoTime();
        steps[step].run();
        observer.ran(known[step], from, System.nanoTime());
    }
}

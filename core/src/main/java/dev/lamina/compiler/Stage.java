package dev.lamina.compiler;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a program that needs no more than the shapes known at its beginning: steps over buffers. Most programs are
 * one stage; where a shape depends on a value that the run computes, another follows ({@link Continuations}).
 */
final class Stage {
    /** A variable that has to have a value before the stage runs, and the first instruction that reads it. */
    record Reader(VariableCell variable, Instruction instruction) {}

    final AssignedRegion assigned;
    private final Runnable[] steps;
    private final Reader[] readers;
    private final long bytes;

    /**
     * A stage.
     *
     * @param steps what runs, in order
     * @param readers what has to have a value before
     * @param bytes what it takes of the session's memory
     */
    Stage(AssignedRegion assigned, List<Runnable> steps, List<Reader> readers, long bytes) {
        this.assigned = assigned;
        this.steps = steps.toArray(Runnable[]::new);
        this.readers = readers.toArray(Reader[]::new);
        this.bytes = bytes;
    }

    TypedRegion typed() {
        return assigned.simplified.typed;
    }

    /** What it takes of the session's memory. */
    long bytes() {
        return bytes;
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
    void run(boolean checksNumerics) {
        for (Reader reader : readers) {
            if (!reader.variable.isInitialized()) {
                throw new FailedPreconditionException(
                                "Attempting to use uninitialized value " + reader.variable.name(),
                                "run tf.globalVariablesInitializer() first, or restore a checkpoint")
                        .at(reader.instruction.description);
            }
        }
        for (Runnable step : steps) {
            step.run();
            if (checksNumerics && step instanceof Step single) {
                Numerics.check(single);
            }
        }
    }
}

package dev.lamina.session;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of a program that needs no more than the shapes known at its beginning. Most programs are one
 * stage; where a shape depends on a value that the run computes, another follows, compiled for what came
 * out and kept for the next time.
 */
final class Stage {
    /** More than this many are not worth keeping: the values differ in every run. */
    private static final int KEEP_AT_MOST = 16;

    private record Known(
            Value value,
            Shape shape,
            @Nullable Tensor constant,
            @Nullable Value twin,
            @Nullable Buffer buffer) {
        void restore() {
            value.shape = shape;
            value.constant = constant;
            value.twin = twin;
            // A variable without a shape gets its buffer with the first value it is given.
            value.buffer = buffer == null && value.variable != null ? value.variable.buffer() : buffer;
        }
    }

    private final Plan plan;
    private final BitSet done;
    private final Runnable[] steps;
    private final Map<VariableCell, Instruction> readers;
    private final VariableCell[] initialized;
    private final List<Guard> guards;
    private final long bytes;
    private final boolean isFollowed;
    private final List<Known> known = new ArrayList<>();

    /** The stages that have gone on from here, the one that ran last at the end. */
    private final List<Stage> next = new ArrayList<>();

    Stage(
            Plan plan,
            @Nullable Stage parent,
            BitSet done,
            List<Runnable> steps,
            Map<VariableCell, Instruction> readers,
            List<Guard> guards,
            long bytes,
            boolean isFollowed) {
        this.plan = plan;
        this.done = done;
        this.steps = steps.toArray(Runnable[]::new);
        this.readers = readers;
        this.initialized = readers.keySet().toArray(VariableCell[]::new);
        this.guards = guards;
        this.bytes = bytes;
        this.isFollowed = isFollowed;
        for (Instruction instruction : plan.instructions) {
            if (done.get(instruction.order) && (parent == null || !parent.done.get(instruction.order))) {
                for (Value value : instruction.outputs) {
                    known.add(new Known(value, value.shape, value.constant, value.twin, value.buffer));
                }
            }
        }
    }

    BitSet done() {
        return done;
    }

    /** Runs the steps. */
    void run(boolean checkNumerics) {
        checkInitialized();
        for (Runnable step : steps) {
            step.run();
            if (checkNumerics && step instanceof Step single) {
                Numerics.check(single);
            }
        }
    }

    /** The stage that goes on with the values of this run, or {@code null} if this is the last. */
    @Nullable
    Stage next() {
        if (!isFollowed) {
            return null;
        }
        for (int i = next.size() - 1; i >= 0; i--) {
            Stage candidate = next.get(i);
            candidate.restore();
            if (candidate.guards.stream().allMatch(guard -> guard.holds(this::isComputed))) {
                next.add(next.remove(i));
                return candidate;
            }
        }
        for (Instruction instruction : plan.instructions) {
            if (!done.get(instruction.order)) {
                instruction.outputs.forEach(value -> new Known(value, value.shape, null, null, null).restore());
            }
        }
        next.add(StageCompiler.compile(plan, this));
        while (next.size() > KEEP_AT_MOST || (next.size() > 1 && plan.memory.isOverLimit())) {
            plan.memory.take(-next.removeFirst().bytesWithNext());
        }
        return next.getLast();
    }

    private long bytesWithNext() {
        long sum = 0;
        Deque<Stage> open = new ArrayDeque<>(List.of(this));
        while (!open.isEmpty()) {
            Stage stage = open.pop();
            sum += stage.bytes;
            open.addAll(stage.next);
        }
        return sum;
    }

    private boolean isComputed(Value value) {
        return value.producer == null || done.get(value.producer.order);
    }

    /** Puts what this stage knows back into the plan's values, where those before it have what they know. */
    private void restore() {
        known.forEach(Known::restore);
    }

    private void checkInitialized() {
        for (VariableCell variable : initialized) {
            if (!variable.isInitialized()) {
                throw new FailedPreconditionException(
                                "Attempting to use uninitialized value " + variable.name(),
                                "run tf.globalVariablesInitializer() first, or restore a checkpoint")
                        .at(Objects.requireNonNull(readers.get(variable)).description);
            }
        }
    }
}

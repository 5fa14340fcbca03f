package dev.lamina.compiler;

import dev.lamina.compiler.run.MemoryAccount;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A stage with those that have gone on from it, each compiled for what came out and kept for the next time. A stage never
 * changes; which are kept does.
 */
final class Continuations {
    /** More than this many are not worth keeping: the values differ in every run. */
    private static final int KEEP_AT_MOST = 16;

    final Stage stage;

    /** The one that ran last is at the end. */
    private final List<Continuations> next = new ArrayList<>();

    Continuations(Stage stage) {
        this.stage = stage;
    }

    /** What goes on with the values of this run: one that served such values before, or one that is compiled now. */
    Continuations next(StageCompiler compiler, MemoryAccount memory) {
        for (int i = next.size() - 1; i >= 0; i--) {
            Continuations candidate = next.get(i);
            if (serves(candidate.stage.typed())) {
                next.add(next.remove(i));
                return candidate;
            }
        }
        next.add(new Continuations(compiler.next(stage)));
        while (next.size() > KEEP_AT_MOST || (next.size() > 1 && memory.isOverLimit())) {
            memory.take(-next.removeFirst().bytes());
        }
        return next.getLast();
    }

    private boolean serves(TypedRegion candidate) {
        return candidate.guards().stream().allMatch(guard -> guard.holds(candidate.region, candidate, stage::computed));
    }

    /** What the stage takes, and all that go on from it. */
    private long bytes() {
        long sum = 0;
        Deque<Continuations> open = new ArrayDeque<>(List.of(this));
        while (!open.isEmpty()) {
            Continuations each = open.pop();
            sum += each.stage.bytes();
            open.addAll(each.next);
        }
        return sum;
    }
}

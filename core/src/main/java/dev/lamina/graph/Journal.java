package dev.lamina.graph;

import java.util.ArrayDeque;
import java.util.Deque;

/** How to undo what an addition that is to be whole or not at all has done so far. */
final class Journal {
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private int depth;

    /** Runs an addition, which may run others; what it has done is undone if it fails. */
    void atomically(Runnable addition) {
        int before = undo.size();
        depth++;
        try {
            addition.run();
        } catch (RuntimeException | Error e) {
            while (undo.size() > before) {
                undo.pop().run();
            }
            throw e;
        } finally {
            depth--;
            if (depth == 0) {
                undo.clear();
            }
        }
    }

    /** Has a node compute something else. */
    void change(Node node, Node.Work work) {
        Node.Work before = node.work();
        node.setWork(work);
        add(() -> node.setWork(before));
    }

    /** Notes how to undo a step; outside an addition there is nothing to note. */
    void add(Runnable step) {
        if (depth > 0) {
            undo.push(step);
        }
    }
}

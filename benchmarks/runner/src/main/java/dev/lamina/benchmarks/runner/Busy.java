package dev.lamina.benchmarks.runner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that do nothing but take a processor each, as somebody else's may. */
final class Busy implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();

    Busy(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            processes.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}

package dev.lamina.app.run;

import java.io.PrintWriter;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Runs the jobs of a manifest one after the other; each answers with a line of JSON. */
final class BatchRun {
    private final Manifest manifest;
    private final PrintWriter out;
    private final Consumer<String> notices;
    private final JsonMapper json = new JsonMapper();

    BatchRun(Manifest manifest, PrintWriter out, Consumer<String> notices) {
        this.manifest = manifest;
        this.out = out;
        this.notices = notices;
    }

    /** Runs them all, whatever becomes of one; true if none failed. */
    boolean run() {
        boolean allDone = true;
        for (int index = 0; index < manifest.jobs().size(); index++) {
            ObjectNode answer = json.createObjectNode().put("name", manifest.name(index));
            boolean done = run(index, answer);
            out.println(json.writeValueAsString(answer));
            out.flush();
            allDone &= done;
        }
        return allDone;
    }

    private boolean run(int index, ObjectNode answer) {
        long began = System.nanoTime();
        int step = -1;
        try {
            Job job = manifest.job(index);
            try (LoadedGraph graph = LoadedGraph.open(job.source(), notices)) {
                for (Step next : job.steps()) {
                    step++;
                    next.run(graph, manifest.base());
                }
            }
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) { // the answer tells; the next job runs
            answer.put("ok", false);
            if (step >= 0) {
                answer.put("run", step);
            }
            answer.put("error", e.getClass().getSimpleName() + ": " + e.getMessage());
            return false;
        }
        answer.put("ok", true).put("seconds", (System.nanoTime() - began) / 1e9);
        return true;
    }
}

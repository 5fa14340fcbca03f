package dev.lamina.session;

import dev.lamina.compiler.CompiledRegion;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.VariableStore;
import dev.lamina.compiler.run.Watch;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What serves a request, with all that it needs to run: one thread at a time runs it. */
final class Program {
    private final Request request;
    private final CompiledRegion compiled;
    private final Programs.Holding memory;
    private final boolean checksNumerics;

    /** A program; one that checks every operation's numbers runs them one by one. */
    Program(
            Region region,
            FedShape[] feeds,
            VariableStore variables,
            boolean checksNumerics,
            Request request,
            Programs.Holding memory,
            Watch watch) {
        this.checksNumerics = checksNumerics;
        this.request = request;
        this.memory = memory;
        List<Shape> shapes = new ArrayList<>();
        for (FedShape feed : feeds) {
            shapes.add(feed.shape());
        }
        compiled = new CompiledRegion(region, shapes, variables, checksNumerics, memory, watch);
    }

    /** What it is for. */
    Request request() {
        return request;
    }

    /** What it takes of the session's memory. */
    Programs.Holding holding() {
        return memory;
    }

    /** Says whether every operation's numbers are checked. */
    boolean checksNumerics() {
        return checksNumerics;
    }

    /** Says whether a run changes a variable. */
    boolean writesVariables() {
        return compiled.region().writesVariables();
    }

    /** What it does, line by line. */
    List<String> explain() {
        return compiled.explain();
    }

    /** Runs it for these feeds, and puts copies of what is fetched into {@code results}. */
    void run(Feed[] feeds, @Nullable Tensor[] results) {
        for (int i = 0; i < feeds.length; i++) {
            compiled.bind(i, feeds[i].value().buffer().array());
        }
        try {
            compiled.run();
            for (int i = 0; i < results.length; i++) {
                results[i] = compiled.result(i);
            }
        } finally {
            compiled.unbind();
        }
    }
}

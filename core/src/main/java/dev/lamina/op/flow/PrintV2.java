package dev.lamina.op.flow;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a string.
 *
 * @param outputStream {@code stderr}, {@code stdout}, or one of {@code log(info)}, {@code log(warning)} and
 *     {@code log(error)}, which go to standard error here
 * @param end what follows it
 */
@OpDef(
        inputs = "input: string",
        attrs = {"output_stream: string = 'stderr'", "end: string = '\n'"},
        stateful = true)
public record PrintV2(String outputStream, String end) implements Op {
    private static final List<String> STREAMS = List.of("stderr", "stdout", "log(info)", "log(warning)", "log(error)");

    /** Adds the operation, with a line break behind the string, on standard error. */
    public static Node of(Scope scope, Operand input) {
        return scope.node(new PrintV2("stderr", "\n"), List.of(input));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 0, "input");
        if (!STREAMS.contains(outputStream)) {
            throw c.error("Unknown output stream: " + outputStream + ", known are " + STREAMS);
        }
        return List.of();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            PrintStream stream = outputStream.equals("stdout") ? System.out : System.err;
            stream.print(new String(inputs[0].strings()[0], StandardCharsets.UTF_8) + end);
        };
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new PrintV2("stderr", ""), ""),
                Sample.refused("Unknown output stream: file", new PrintV2("file", "\n"), "text"));
    }
}

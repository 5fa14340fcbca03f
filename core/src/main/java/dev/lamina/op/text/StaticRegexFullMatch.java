package dev.lamina.op.text;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.text.regex.Regex;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether each text matches a regular expression as a whole.
 *
 * @param pattern the expression, in RE2's language
 */
@OpDef(inputs = "input: string", outputs = "output: bool", attrs = "pattern: string")
public record StaticRegexFullMatch(String pattern) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, String pattern) {
        return scope.output(new StaticRegexFullMatch(pattern), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Patterns.regex(c::error, pattern);
        return c.sameAsInput();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Regex regex = Patterns.regex(c::error, pattern);
        return (inputs, outputs) -> {
            for (int i = 0; i < outputs[0].size(); i++) {
                outputs[0].bytes()[i] = (byte) (regex.matches(inputs[0].strings()[i]) ? 1 : 0);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new StaticRegexFullMatch("^s3://.*"), (Object) new String[] {"s3://a", "a/s3://", ""})
                        .gives((Object) new boolean[] {true, false, false}),
                Sample.refused("Invalid pattern: (a", new StaticRegexFullMatch("(a"), "a"));
    }
}

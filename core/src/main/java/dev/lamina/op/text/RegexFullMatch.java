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
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether each text matches a regular expression, a scalar in RE2's language, as a whole. */
@OpDef(
        inputs = {"input: string", "pattern: string"},
        outputs = "output: bool")
public record RegexFullMatch() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, Operand pattern) {
        return scope.output(new RegexFullMatch(), input, pattern);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(1, 0, "pattern");
        return c.sameAsInput();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            Regex regex = Patterns.regex(c::error, new String(inputs[1].strings()[0], StandardCharsets.UTF_8));
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
                Sample.rough(new RegexFullMatch(), new String[] {"abaaba", "ab", ""}, "a.*a")
                        .gives((Object) new boolean[] {true, false, false}),
                Sample.rough(new RegexFullMatch(), "a".repeat(5000) + "b", "(a*)*")
                        .gives(false),
                Sample.refused("Invalid pattern: (a", new RegexFullMatch(), "a", "(a"),
                Sample.refused("pattern must have rank 0", new RegexFullMatch(), "a", new String[] {"a"}));
    }
}

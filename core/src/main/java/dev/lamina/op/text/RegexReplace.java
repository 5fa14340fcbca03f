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

/**
 * Texts in which what a regular expression finds, in RE2's language, is replaced: in {@code rewrite}, {@code \1} stands for the first group,
 * {@code \0} for all that was found. Both are scalars.
 *
 * @param replaceGlobal whether all that is found is replaced, or what is found first
 */
@OpDef(
        inputs = {"input: string", "pattern: string", "rewrite: string"},
        outputs = "output: string",
        attrs = "replace_global: bool = true")
public record RegexReplace(boolean replaceGlobal) implements Op {
    /** Adds the operation, which replaces all. */
    public static Output of(Scope scope, Operand input, Operand pattern, Operand rewrite) {
        return scope.output(new RegexReplace(true), input, pattern, rewrite);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(1, 0, "pattern");
        c.withRank(2, 0, "rewrite");
        return c.sameAsInput();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            Regex regex = Patterns.regex(c::error, new String(inputs[1].strings()[0], StandardCharsets.UTF_8));
            Patterns.replace(c::error, regex, inputs[2].strings()[0], replaceGlobal, inputs[0], outputs[0]);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        RegexReplace all = new RegexReplace(true);
        return List.of(
                Sample.rough(all, new String[] {"aba\naba", "abcdabcde"}, "a.*a", "(\\0)")
                        .gives((Object) new String[] {"(aba)\n(aba)", "(abcda)bcde"}),
                Sample.rough(all, "hello world", "(\\w+) (\\w+)", "\\2 \\1").gives("world hello"),
                Sample.rough(all, "abcabc", "b*", "-").gives("-a-c-a-c-"),
                Sample.rough(all, "äb\\", "[^a-z]", "\\\\").gives("\\b\\"),
                Sample.rough(new RegexReplace(false), "aaa", "a", "b").gives("baa"),
                Sample.refused("Invalid rewrite: \\2", all, "a", "(a)", "\\2"),
                Sample.refused("Invalid pattern: a**", all, "a", "a**", ""));
    }

    /**
     * The form whose expression and replacement are attributes.
     *
     * @param pattern the expression
     * @param rewrite the replacement
     * @param replaceGlobal whether all that is found is replaced
     */
    @OpDef(
            inputs = "input: string",
            outputs = "output: string",
            attrs = {"pattern: string", "rewrite: string", "replace_global: bool = true"})
    public record StaticRegexReplace(String pattern, String rewrite, boolean replaceGlobal) implements Op {
        /** Adds the operation, which replaces all. */
        public static Output of(Scope scope, Operand input, String pattern, String rewrite) {
            return scope.output(new StaticRegexReplace(pattern, rewrite, true), input);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            Patterns.regex(c::error, pattern);
            return c.sameAsInput();
        }

        @Override
        public Kernel kernel(KernelContext c) {
            Regex regex = Patterns.regex(c::error, pattern);
            byte[] bytes = rewrite.getBytes(StandardCharsets.UTF_8);
            return (inputs, outputs) -> Patterns.replace(c::error, regex, bytes, replaceGlobal, inputs[0], outputs[0]);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return c.none();
        }

        static List<Sample> samples() {
            return List.of(
                    Sample.rough(new StaticRegexReplace("[aeiou]", "_", true), "hello")
                            .gives("h_ll_"),
                    Sample.refused("Invalid pattern: [", new StaticRegexReplace("[", "", true), "a"));
        }
    }
}

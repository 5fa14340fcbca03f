package dev.lamina.op.linalg;

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
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sum of products of the elements of one or two tensors, as an equation says that names their axes: axes of one name have one
 * extent and are walked together, those that the result does not name are summed over. {@code ab,bc->ac} is a product of matrices.
 *
 * <p>A name that one tensor has twice takes its diagonal, one that the result has twice fills that. {@code ...} stands for any number
 * of axes, which broadcast.
 *
 * @param equation names of the inputs' axes, apart by a comma, and behind {@code ->} those of the result; letters
 */
@OpDef(
        inputs = "inputs: N * T",
        outputs = "output: T",
        attrs = {"equation: string", "N: int >= 1", "T: type"})
public record Einsum(String equation) implements Op {
    /** Adds a sum of products. */
    public static Output of(Scope scope, String equation, List<? extends Operand> inputs) {
        return scope.node(new Einsum(equation), inputs).output(0);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        EinsumEquation parsed = EinsumEquation.parse(equation);
        if (c.inputs() != parsed.inputs().size()) {
            throw c.error("Expected " + parsed.inputs().size() + " inputs but got: " + c.inputs());
        }
        int ellipsis = 0;
        boolean isKnown = true;
        for (int i = 0; i < c.inputs(); i++) {
            if (c.shape(i).hasRank()) {
                ellipsis =
                        Math.max(ellipsis, axesOfEllipsis(c, i, parsed.inputs().get(i)));
            } else {
                isKnown = false;
            }
        }
        if (ellipsis > 0 && !EinsumEquation.hasEllipsis(parsed.output())) {
            throw c.error("Output subscripts '" + parsed.output() + "' have no ellipsis for the axes that broadcast");
        }
        Map<Character, Long> extents = new HashMap<>();
        for (int i = 0; i < c.inputs(); i++) {
            if (c.shape(i).hasRank()) {
                add(c, i, parsed.inputs().get(i), extents);
            }
        }
        if (!isKnown && EinsumEquation.hasEllipsis(parsed.output())) {
            return List.of(Shape.unknown());
        }
        String labels = EinsumEquation.expand(parsed.output(), ellipsis);
        return List.of(Shape.of(labels.chars()
                .mapToLong(label -> extents.getOrDefault((char) label, -1L))
                .toArray()));
    }

    private static int axesOfEllipsis(ShapeContext c, int input, String labels) {
        int rest = c.shape(input).rank() - EinsumEquation.letters(labels);
        if (rest < 0 || (rest > 0 && !EinsumEquation.hasEllipsis(labels))) {
            throw c.error("Expected input " + input + " to have rank " + EinsumEquation.letters(labels) + " but got: "
                    + c.shape(input).rank());
        }
        return rest;
    }

    private static void add(ShapeContext c, int input, String labels, Map<Character, Long> extents) {
        Shape shape = c.shape(input);
        String axes = EinsumEquation.expand(labels, axesOfEllipsis(c, input, labels));
        for (int axis = 0; axis < axes.length(); axis++) {
            char label = axes.charAt(axis);
            long extent = shape.dim(axis);
            long before = extents.getOrDefault(label, -1L);
            boolean mayRepeat = EinsumEquation.broadcasts(label) && (extent == 1 || before == 1);
            if (extent >= 0 && before >= 0 && extent != before && !mayRepeat) {
                throw c.error("Expected dimension " + before + " at axis " + axis + " of the input shaped " + shape
                        + " but got dimension " + extent);
            }
            boolean isOpen =
                    EinsumEquation.broadcasts(label) && extents.containsKey(label) && (extent < 0 || before < 0);
            long joined = isOpen && Math.max(extent, before) <= 1 ? -1 : Math.max(extent, before);
            extents.put(label, mayRepeat && (extent == 0 || before == 0) ? 0 : joined);
        }
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Products.has(c.inputType(0))
                ? EinsumKernel.of(c, EinsumEquation.parse(equation))
                : Widened.of(c, this::kernel);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return EinsumGradient.of(c, EinsumEquation.parse(equation));
    }

    private static Einsum by(String equation) {
        return new Einsum(equation);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2}, {3, 4}};
        float[][] y = {{5, 6, 7}, {8, 9, 10}};
        double[][][] z = {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}};
        return List.of(
                Sample.of(by("ab,bc->ac"), x, y).gives((Object) new float[][] {{21, 24, 27}, {47, 54, 61}}),
                Sample.of(by("ab,bc->ca"), x, y).gives((Object) new float[][] {{21, 47}, {24, 54}, {27, 61}}),
                Sample.of(by("ab,ac->bc"), x, y).gives((Object) new float[][] {{29, 33, 37}, {42, 48, 54}}),
                Sample.of(by("ab,ab->"), x, x).gives(30f),
                Sample.of(by("ab,cd->acdb"), new double[][] {{1, 2}}, new double[][] {{3}})
                        .gives((Object) new double[][][][] {{{{3, 6}}}}),
                Sample.of(by("abc,bd->ad"), z, new double[][] {{1}, {2}}).gives((Object) new double[][] {{17}, {41}}),
                Sample.of(by("abc->cb"), (Object) z).gives((Object) new double[][] {{6, 10}, {8, 12}}),
                Sample.of(by("abc->cab"), (Object) z).gives((Object) new double[][][] {
                    {{1, 3}, {5, 7}}, {{2, 4}, {6, 8}}
                }),
                Sample.of(by("aa->"), (Object) x).gives(5f),
                Sample.of(by("aab->ba"), (Object) z).gives((Object) new double[][] {{1, 7}, {2, 8}}),
                Sample.of(by("a->aa"), (Object) new double[] {2, 3}).gives((Object) new double[][] {{2, 0}, {0, 3}}),
                Sample.of(by("a...b,bc->...ac"), z, new double[][] {{1}, {10}}).gives((Object) new double[][][] {
                    {{21}, {65}}, {{43}, {87}}
                }),
                Sample.of(by("...ab,...b->...a"), z, new double[][] {{1, 1}}).gives((Object)
                        new double[][] {{3, 7}, {11, 15}}),
                Sample.of(by("...,...->..."), new float[][] {{1}, {2}}, new float[] {3, 4})
                        .gives((Object) new float[][] {{3, 4}, {6, 8}}),
                Sample.rough(by("ab,b->a"), new int[][] {{1, 2}}, new int[] {3, 4})
                        .gives((Object) new int[] {11}),
                Sample.rough(
                                by("ab,bc->ac"),
                                Tensor.zeros(DType.FLOAT32, Shape.of(2, 0)),
                                Tensor.zeros(DType.FLOAT32, Shape.of(0, 3)))
                        .gives((Object) new float[2][3]),
                Sample.refused("Expecting exactly one '->'", by("ab,bc"), x, y),
                Sample.refused("is in no input", by("ab->c"), (Object) x),
                Sample.refused("Invalid character '1'", by("a1->a"), (Object) x),
                Sample.refused("Expected input 0 to have rank 3 but got: 2", by("abc->a"), (Object) x),
                Sample.refused("Expected dimension 2 at axis 0", by("ab,bc->ac"), x, new float[3][2]),
                Sample.refused("no ellipsis", by("a...->a"), (Object) x));
    }
}

package dev.lamina.op.rnn;

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
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.flow.PreventGradient;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connectionist temporal classification loss of each example: minus the logarithm of the probability that a sequence of logits says
 * its labels, whatever the blanks and repetitions between them; and its gradient by the logits.
 *
 * <p>The logits are [time, batch, classes], the last class being the blank. The labels are a sparse tensor: a row of {@code
 * labels_indices} is an example and a place, {@code labels_values} what stands there.
 *
 * @param preprocessCollapseRepeated whether labels that follow each other are one first
 * @param ctcMergeRepeated whether a label that is said in several steps without a blank between them is one
 * @param ignoreLongerOutputsThanInputs whether examples with more labels than steps have a loss of 0, rather than being an error
 * @see <a href="https://www.cs.toronto.edu/~graves/icml_2006.pdf">Graves et al. 2006</a>
 */
@OpDef(
        inputs = {"inputs: T", "labels_indices: int64", "labels_values: int32", "sequence_length: int32"},
        outputs = {"loss: T", "gradient: T"},
        attrs = {
            "preprocess_collapse_repeated: bool = false",
            "ctc_merge_repeated: bool = true",
            "ignore_longer_outputs_than_inputs: bool = false",
            "T: {float, double} = float"
        })
public record CTCLoss(
        boolean preprocessCollapseRepeated, boolean ctcMergeRepeated, boolean ignoreLongerOutputsThanInputs)
        implements Op {
    /** Adds a loss as TensorFlow's defaults have it; its two outputs. */
    public static List<Output> of(
            Scope scope, Operand inputs, Operand labelsIndices, Operand labelsValues, Operand sequenceLength) {
        return scope.node(new CTCLoss(false, true, false), List.of(inputs, labelsIndices, labelsValues, sequenceLength))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return shapesOf(c);
    }

    private static List<Shape> shapesOf(ShapeContext c) {
        Shape inputs = c.withRank(0, 3, "inputs");
        Shape indices = c.withRank(1, 2, "labels_indices");
        Shape values = c.withRank(2, 1, "labels_values");
        Shape lengths = c.withRank(3, 1, "sequence_length");
        if (!indices.slice(0, 1).isCompatibleWith(values) || (indices.dim(1) >= 0 && indices.dim(1) != 2)) {
            throw c.error("labels_indices and labels_values must contain the same number of rows, but saw shapes: "
                    + indices + " vs. " + values);
        }
        long batch = LstmSizes.known(inputs.dim(1), lengths.dim(0));
        LstmSizes.require(c, "len(sequence_length)", lengths.dim(0), "batch_size", batch);
        if (batch == 0) {
            throw c.error("batch_size must not be 0");
        }
        return List.of(Shape.of(batch), inputs.with(1, batch));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int classes = (int) c.inputShape(0).dim(2);
        return new CtcLossKernel(
                c, classes - 1, preprocessCollapseRepeated, ctcMergeRepeated, ignoreLongerOutputsThanInputs);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return gradientOf(c);
    }

    private static List<@Nullable Output> gradientOf(GradientContext c) {
        Scope scope = c.scope();
        Output gradient = PreventGradient.of(
                scope, c.output(1), "Currently there is no way to take the second derivative of ctc_loss");
        return Arrays.asList(Mul.of(scope, ExpandDims.of(scope, c.upstream(0), 1), gradient), null, null, null);
    }

    static List<Sample> samples() {
        CTCLoss op = new CTCLoss(false, true, false);
        float[][][] x = {{{0, 0}}, {{0, 0}}};
        long[][] first = {{0, 0}};
        int[] zero = {0};
        int[] two = {2};
        float sixth = 1 / 6f;
        return List.of(
                Sample.rough(op, x, first, zero, two).gives(new float[] {0.28768206f}, new float[][][] {
                    {{-sixth, sixth}}, {{-sixth, sixth}}
                }),
                Sample.rough(op, new double[][][] {{{0, 0}}, {{9, 9}}}, first, zero, new int[] {1})
                        .gives(new double[] {0.6931471805599453}, new double[][][] {{{-0.5, 0.5}}, {{0, 0}}}),
                Sample.rough(new CTCLoss(false, true, true), x, new long[][] {{0, 0}, {0, 1}, {0, 2}}, new int[3], two)
                        .gives(new float[1], new float[2][1][2]),
                Sample.refused(
                        "Not enough time for target transition sequence (required: 2, available: 1)",
                        op,
                        x,
                        new long[][] {{0, 0}, {0, 1}},
                        new int[2],
                        new int[] {1}),
                Sample.refused(
                        "Labels length is zero in batch 0",
                        op,
                        x,
                        Tensor.zeros(DType.INT64, Shape.of(0, 2)),
                        new int[0],
                        two),
                Sample.refused("label SparseTensor is not valid", op, x, new long[][] {{1, 0}}, zero, two),
                Sample.refused("sequence_length(0) <= 2", op, x, first, zero, new int[] {3}),
                Sample.refused("All labels must be nonnegative integers", op, x, first, new int[] {-1}, two),
                Sample.refused("same number of rows", op, x, first, new int[2], two));
    }

    /**
     * {@link CTCLoss} where the first class, 0, is the blank.
     *
     * @param preprocessCollapseRepeated whether labels that follow each other are one first
     * @param ctcMergeRepeated whether a label that is said in several steps without a blank between them is one
     * @param ignoreLongerOutputsThanInputs whether examples with more labels than steps have a loss of 0
     */
    @OpDef(
            inputs = {"inputs: float", "labels_indices: int64", "labels_values: int32", "sequence_length: int32"},
            outputs = {"loss: float", "gradient: float"},
            attrs = {
                "preprocess_collapse_repeated: bool = false",
                "ctc_merge_repeated: bool = true",
                "ignore_longer_outputs_than_inputs: bool = false"
            })
    public record CTCLossV2(
            boolean preprocessCollapseRepeated, boolean ctcMergeRepeated, boolean ignoreLongerOutputsThanInputs)
            implements Op {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            return shapesOf(c);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return new CtcLossKernel(c, 0, preprocessCollapseRepeated, ctcMergeRepeated, ignoreLongerOutputsThanInputs);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return gradientOf(c);
        }

        static List<Sample> samples() {
            float sixth = 1 / 6f;
            return List.of(Sample.rough(
                            new CTCLossV2(false, true, false),
                            new float[][][] {{{0, 0}}, {{0, 0}}},
                            new long[][] {{0, 0}},
                            new int[] {1},
                            new int[] {2})
                    .gives(new float[] {0.28768206f}, new float[][][] {{{sixth, -sixth}}, {{sixth, -sixth}}}));
        }
    }
}

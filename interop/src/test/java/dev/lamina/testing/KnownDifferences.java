package dev.lamina.testing;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Sample;
import dev.lamina.op.array.Split;
import dev.lamina.op.index.GatherV2;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import dev.lamina.testing.Operation.Case;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;
import org.tensorflow.exceptions.TFInvalidArgumentException;

/** Where TensorFlow is known to differ, and why. Each is tried all the same: it has to differ still, and is then skipped. */
final class KnownDifferences {
    /**
     * A difference.
     *
     * @param where says for a sample and an output whether it differs there
     */
    private record Difference(String op, BiPredicate<Sample, Integer> where, Extent extent, String reason) {
        Difference(String op, BiPredicate<Sample, Integer> where, String reason) {
            this(op, where, Extent.ALWAYS, reason);
        }
    }

    private enum Extent {
        ALWAYS,
        /** On some processors, as TensorFlow computes there by other instructions, or by chance. */
        SOMETIMES,
        /** TensorFlow ends the process there, so that it cannot be tried. */
        KILLS,
        /** It is an error in both. */
        REFUSED
    }

    private static final String INT64 = "TensorFlow's C++ gradient makes int32 operations for int64 inputs";

    static final KnownDifferences OF_VALUES = new KnownDifferences(List.of(
            new Difference(
                    "ReluGrad",
                    (sample, _) -> hasDenormal(sample.inputs().get(1)),
                    "TensorFlow takes denormal numbers for 0"),
            new Difference(
                    "Round",
                    (sample, _) -> sample.inputs().getFirst().dtype().isInteger(),
                    "TensorFlow from 2.17 on rounds integers to 0, its issue 74789"),
            new Difference(
                    "Softmax",
                    (sample, _) -> hasNaN(sample.inputs().getFirst()),
                    Extent.SOMETIMES,
                    "TensorFlow's largest of numbers and NaN is NaN or not by the processor's instructions"),
            new Difference(
                    "TopKV2",
                    (sample, _) -> hasNaN(sample.inputs().getFirst()),
                    "TensorFlow sorts by comparisons that are no order where there is a NaN"),
            new Difference(
                    "Transpose",
                    (sample, _) -> hasNegative(sample.inputs().get(1)),
                    Extent.KILLS,
                    "TensorFlow's kernel aborts at negative dimensions, its issue 76036")));

    /** Where Lamina's own gradients run in TensorFlow. */
    static final KnownDifferences OF_OWN_GRADIENTS = OF_VALUES
            .and(Stream.of("TensorArraySplitV3", "TensorArrayWriteV3")
                    .map(op -> new Difference(
                            op,
                            (_, _) -> true,
                            Extent.REFUSED,
                            "from the flow alone nothing has been written into the array of gradients that is read"))
                    .toList())
            .and(List.of(new Difference(
                    "Merge",
                    (_, _) -> true,
                    Extent.REFUSED,
                    "what is not passed on is dead, and so is the gradient by it")));

    static final KnownDifferences OF_GRADIENTS = new KnownDifferences(List.of(
            new Difference("BroadcastTo", (sample, _) -> isInt64(sample, 1), INT64),
            new Difference("GatherV2", (sample, _) -> isInt64(sample, 2), INT64),
            new Difference("Slice", (sample, _) -> isInt64(sample, 1), INT64),
            new Difference("StridedSlice", (sample, _) -> isInt64(sample, 1), INT64),
            new Difference("Sum", (sample, _) -> isInt64(sample, 1), INT64),
            new Difference(
                    "GatherV2",
                    (sample, _) -> hasNegative(sample.inputs().get(2)) || ((GatherV2) sample.op()).batchDims() < 0,
                    "TensorFlow's C++ gradient takes no negative axis or batch_dims"),
            new Difference(
                    "LogSoftmax",
                    (sample, _) -> sample.inputs().getFirst().shape().rank() == 1,
                    "TensorFlow's C++ gradient sums over dimension 1, which a vector has not"),
            new Difference(
                    "PadV2",
                    (_, _) -> true,
                    "TensorFlow has no gradient by constant_values, though the output depends on it"),
            new Difference(
                    "SoftmaxCrossEntropyWithLogits",
                    (sample, _) -> sample.inputs().getFirst().dtype() != DType.FLOAT32,
                    "TensorFlow's C++ gradient multiplies by a float32 constant"),
            new Difference(
                    "SoftmaxCrossEntropyWithLogits",
                    (sample, _) -> !sample.inputs()
                            .getFirst()
                            .shape()
                            .equals(sample.inputs().get(1).shape()),
                    "TensorFlow's gradient by labels that were broadcast has not the labels' shape"),
            new Difference(
                    "SoftmaxCrossEntropyWithLogits",
                    (sample, output) ->
                            output == 1 && sample.inputs().getFirst().size() > 0,
                    "TensorFlow leaves out the gradient of backprop = softmax - labels by the labels"),
            new Difference(
                    "Split",
                    (sample, _) -> ((Split) sample.op()).numSplit() == 1,
                    "TensorFlow's C++ gradient concatenates one tensor, which ConcatV2 refuses")));

    private final List<Difference> all;

    private KnownDifferences(List<Difference> all) {
        this.all = all;
    }

    private KnownDifferences and(List<Difference> more) {
        return new KnownDifferences(Stream.concat(all.stream(), more.stream()).toList());
    }

    /** Runs a comparison; where a difference is known, requires it to fail. */
    void check(Case each, int output, Executable comparison) throws Throwable {
        Optional<Difference> known = all.stream()
                .filter(difference -> difference.op().equals(each.sample().op().name())
                        && difference.where().test(each.sample(), output))
                .findFirst();
        if (known.isEmpty()) {
            comparison.execute();
            return;
        }
        String reason = known.orElseThrow().reason();
        Extent extent = known.orElseThrow().extent();
        if (extent == Extent.KILLS) {
            throw new TestAbortedException(reason);
        }
        if (extent == Extent.REFUSED) {
            assertThatExceptionOfType(InvalidArgumentException.class).as(reason).isThrownBy(comparison::execute);
            return;
        }
        try {
            comparison.execute();
        } catch (AssertionError | TFInvalidArgumentException difference) {
            throw new TestAbortedException(reason, difference);
        }
        if (extent == Extent.SOMETIMES) {
            return;
        }
        throw new AssertionError(each.name() + " is as in TensorFlow, though this is listed: " + reason);
    }

    private static boolean isInt64(Sample sample, int input) {
        return sample.inputs().get(input).dtype() == DType.INT64;
    }

    private static boolean hasNegative(Tensor tensor) {
        return doubles(tensor).anyMatch(x -> x < 0);
    }

    private static boolean hasNaN(Tensor tensor) {
        return doubles(tensor).anyMatch(Double::isNaN);
    }

    private static boolean hasDenormal(Tensor tensor) {
        return doubles(tensor).anyMatch(x -> x != 0 && Math.abs(x) < Float.MIN_NORMAL);
    }

    private static DoubleStream doubles(Tensor tensor) {
        return IntStream.range(0, tensor.size())
                .mapToDouble(i -> tensor.buffer().asDouble(i));
    }
}

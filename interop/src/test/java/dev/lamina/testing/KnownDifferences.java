package dev.lamina.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Sample;
import dev.lamina.op.array.Split;
import dev.lamina.op.index.GatherV2;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.testing.Operation.Case;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
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
        /** Some samples are an error in TensorFlow; where they are not, they must not differ. */
        SOMETIMES_REFUSED,
        /** TensorFlow ends the process there, so that it cannot be tried. */
        KILLS,
        /** It is an error in both. */
        REFUSED
    }

    /** What TensorFlow says where it has no kernel for processors, for this form or at all. */
    private static final Pattern NO_KERNEL = Pattern.compile(
            "No OpKernel was registered|is not available in GraphDef version|Op type not registered|only supports? (the )?N[HD]|only support NHWC|supported for NHWC"
                    + "|not yet support|does not support dilations|only supports dilated rates of 1"
                    + "|only supports equal length strides|not supported on CPU|not yet supported on the depth");

    private static final String UNINITIALISED = "TensorFlow leaves memory as it is there";
    private static final String ATTRIBUTES = "TensorFlow's C++ gradient forgets attributes";

    private static final String INT64 = "TensorFlow's C++ gradient makes int32 operations for int64 inputs";

    static final KnownDifferences OF_VALUES = new KnownDifferences(List.of(
                    new Difference(
                            "CTCBeamSearchDecoder",
                            (sample, _) -> sample.inputs().getFirst().dtype() == DType.FLOAT64,
                            Extent.SOMETIMES,
                            "TensorFlow adds float64 probabilities in float32"),
                    new Difference(
                            "DecodeRaw",
                            (sample, _) -> sample.op().toString().contains("bool"),
                            Extent.SOMETIMES,
                            "TensorFlow keeps what a byte was that is neither 0 nor 1"),
                    new Difference(
                            "EncodePng", (_, _) -> true, Extent.SOMETIMES, "another compression of the same picture"),
                    new Difference(
                            "EnsureShape",
                            (sample, _) -> sample.op().toString().contains("<unknown>"),
                            "TensorFlow takes a shape of unknown rank for one of rank -1"),
                    new Difference(
                            "BlockLSTMV2",
                            (sample, _) -> sample.inputs().getFirst().longValue()
                                    < sample.inputs().get(1).shape().dim(0),
                            Extent.SOMETIMES,
                            UNINITIALISED),
                    new Difference(
                            "QuantizeAndDequantizeV2",
                            (_, _) -> true,
                            Extent.SOMETIMES_REFUSED,
                            "TensorFlow's kernel for processors takes no range for each channel"),
                    new Difference(
                            "ScatterMax",
                            (sample, _) -> hasNaN(sample.inputs().get(2)),
                            Extent.SOMETIMES,
                            "TensorFlow's larger one of a number and NaN is the number"),
                    new Difference(
                            "ScatterMin",
                            (sample, _) -> hasNaN(sample.inputs().get(2)),
                            Extent.SOMETIMES,
                            "TensorFlow's smaller one of a number and NaN is the number"),
                    new Difference(
                            "RandomGamma",
                            (sample, _) -> hasNaN(sample.inputs().get(1))
                                    || hasNegative(sample.inputs().get(1)),
                            Extent.KILLS,
                            "TensorFlow looks for a number forever where alpha is none or negative"),
                    new Difference(
                            "RandomPoissonV2",
                            (sample, _) -> hasNaN(sample.inputs().get(1))
                                    || hasNegative(sample.inputs().get(1)),
                            Extent.KILLS,
                            "TensorFlow looks for a number forever where the rate is none or negative"),
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
                            "TensorFlow's kernel aborts at negative dimensions, its issue 76036")))
            .and(Stream.of(
                            "BesselI0",
                            "BesselI1",
                            "BesselJ0",
                            "BesselJ1",
                            "BesselK0",
                            "BesselK0e",
                            "BesselK1",
                            "BesselK1e",
                            "BesselY0",
                            "BesselY1",
                            "Expint")
                    .map(
                            op -> new Difference(
                                    op,
                                    (sample, _) -> hasNaN(sample.inputs().getFirst()),
                                    Extent.SOMETIMES,
                                    "TensorFlow's series have no limits at infinity, and infinity where a function is not defined"))
                    .toList())
            .and(Stream.of("RFFT", "RFFT2D", "RFFT3D")
                    .map(op -> new Difference(
                            op,
                            (sample, _) -> isCut(sample),
                            Extent.KILLS,
                            "TensorFlow's kernel aborts where fft_length cuts an axis: \"axis length mismatch\""))
                    .toList());

    /** Where Lamina's own gradients run in TensorFlow. */
    static final KnownDifferences OF_OWN_GRADIENTS = OF_VALUES
            .and(Stream.of("TensorArraySplitV3", "TensorArrayWriteV3")
                    .map(op -> new Difference(
                            op,
                            (_, _) -> true,
                            Extent.REFUSED,
                            "from the flow alone nothing has been written into the array of gradients that is read"))
                    .toList())
            .and(Stream.of("LogMatrixDeterminant", "MatrixDeterminant")
                    .map(op -> new Difference(
                            op, (_, _) -> true, Extent.SOMETIMES_REFUSED, "a singular matrix has no inverse"))
                    .toList())
            .and(Stream.of("SparseSegmentMean", "SparseSegmentSqrtN", "SparseSegmentSum")
                    .map(op -> new Difference(
                            op, (sample, _) -> sample.inputs().get(1).size() == 0, Extent.SOMETIMES, UNINITIALISED))
                    .toList())
            .and(List.of(
                    new Difference(
                            "Conv2D",
                            (_, _) -> true,
                            Extent.SOMETIMES_REFUSED,
                            "TensorFlow has no gradients of groups of channels on processors"),
                    new Difference(
                            "DepthwiseConv2dNative", (sample, _) -> isEmpty(sample), Extent.SOMETIMES, UNINITIALISED),
                    new Difference(
                            "DepthwiseConv2dNative",
                            (_, _) -> true,
                            Extent.SOMETIMES_REFUSED,
                            "TensorFlow has no gradients of dilated ones on processors"),
                    new Difference("RandomGamma", (_, _) -> true, Extent.SOMETIMES, "a second run draws others"),
                    new Difference(
                            "MatrixSquareRoot",
                            (_, _) -> true,
                            Extent.SOMETIMES_REFUSED,
                            "TensorFlow takes equations with NaN for singular ones"),
                    new Difference(
                            "StatelessParameterizedTruncatedNormal",
                            (_, _) -> true,
                            Extent.SOMETIMES,
                            "far from the mean little is left of differences of probabilities"),
                    new Difference(
                            "Merge",
                            (_, _) -> true,
                            Extent.REFUSED,
                            "what is not passed on is dead, and so is the gradient by it")));

    static final KnownDifferences OF_GRADIENTS = new KnownDifferences(List.of(
            new Difference("LRN", (_, _) -> true, Extent.SOMETIMES, ATTRIBUTES),
            new Difference("SpaceToDepth", (_, _) -> true, Extent.SOMETIMES_REFUSED, ATTRIBUTES),
            new Difference("Conv2D", (_, _) -> true, Extent.SOMETIMES_REFUSED, ATTRIBUTES),
            new Difference("DepthwiseConv2dNative", (sample, _) -> isEmpty(sample), Extent.SOMETIMES, UNINITIALISED),
            new Difference("DepthwiseConv2dNative", (_, _) -> true, Extent.SOMETIMES_REFUSED, ATTRIBUTES),
            new Difference(
                    "BatchMatMulV3",
                    (sample, _) -> sample.inputs().getFirst().dtype()
                            != sample.inputs().get(1).dtype(),
                    Extent.SOMETIMES,
                    "products of two types have no gradient"),
            new Difference("MaxPool", (_, _) -> true, Extent.SOMETIMES_REFUSED, ATTRIBUTES),
            new Difference("CropAndResize", (_, _) -> true, Extent.SOMETIMES_REFUSED, ATTRIBUTES),
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
                    "SquaredDifference",
                    (sample, _) -> sample.inputs().getFirst().dtype().isComplex(),
                    "TensorFlow's C++ gradient is not what its output does as real and imaginary parts change"),
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

    private static void compare(Executable comparison) throws Throwable {
        try {
            comparison.execute();
        } catch (RuntimeException refusal) {
            if (isTensorFlows(refusal)
                    && NO_KERNEL.matcher(String.valueOf(refusal.getMessage())).find()) {
                throw new TestAbortedException("TensorFlow has no kernel for it: " + refusal.getMessage(), refusal);
            }
            throw refusal;
        }
    }

    /** Its exceptions have nothing else in common. */
    private static boolean isTensorFlows(RuntimeException e) {
        return e.getClass().getPackage() == TFInvalidArgumentException.class.getPackage();
    }

    /** Runs a comparison; where a difference is known, requires it to fail. */
    void check(Case each, int output, Executable comparison) throws Throwable {
        Optional<Difference> known = all.stream()
                .filter(difference -> difference.op().equals(each.sample().op().name())
                        && difference.where().test(each.sample(), output))
                .findFirst();
        if (known.isEmpty()) {
            compare(comparison);
            return;
        }
        String reason = known.orElseThrow().reason();
        Extent extent = known.orElseThrow().extent();
        if (extent == Extent.KILLS) {
            throw new TestAbortedException(reason);
        }
        if (extent == Extent.REFUSED) {
            assertThatThrownBy(comparison::execute)
                    .as(reason)
                    .isInstanceOfAny(InvalidArgumentException.class, TFInvalidArgumentException.class);
            return;
        }
        if (extent == Extent.SOMETIMES_REFUSED) {
            try {
                compare(comparison);
            } catch (RuntimeException refusal) {
                if (refusal instanceof InvalidArgumentException || isTensorFlows(refusal)) {
                    throw new TestAbortedException(reason, refusal);
                }
                throw refusal;
            }
            return;
        }
        try {
            compare(comparison);
        } catch (AssertionError | TFInvalidArgumentException difference) {
            throw new TestAbortedException(reason, difference);
        }
        if (extent == Extent.SOMETIMES) {
            return;
        }
        throw new AssertionError(each.name() + " is as in TensorFlow, though this is listed: " + reason);
    }

    private static boolean isEmpty(Sample sample) {
        return sample.inputs().getFirst().size() == 0;
    }

    /** Whether a transform is of less than all of its axes. */
    private static boolean isCut(Sample sample) {
        int[] lengths = sample.inputs().get(1).ints();
        Shape shape = sample.inputs().getFirst().shape();
        return IntStream.range(0, lengths.length)
                .anyMatch(i -> shape.dim(shape.rank() - lengths.length + i) != lengths[i]);
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

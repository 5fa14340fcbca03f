package dev.lamina.op.index;

import dev.lamina.graph.Argument;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.Sample;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Signature;
import dev.lamina.op.kernel.Resources;
import dev.lamina.op.kernel.StridedCopy;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** An operation that puts a value where a strided slice of its first input lies. It brings the shape rule and the kernel. */
interface StridedAssignment extends Op {
    /** TensorFlow's mask of that name. */
    long beginMask();

    /** TensorFlow's mask of that name. */
    long endMask();

    /** TensorFlow's mask of that name. */
    long ellipsisMask();

    /** TensorFlow's mask of that name. */
    long newAxisMask();

    /** TensorFlow's mask of that name. */
    long shrinkAxisMask();

    private StridedSpec.Masks masks() {
        return new StridedSpec.Masks(beginMask(), endMask(), ellipsisMask(), newAxisMask(), shrinkAxisMask());
    }

    @Override
    default List<Shape> shapes(ShapeContext c) {
        boolean isResource = Signature.of(getClass()).outputs().isEmpty();
        Shape whole = isResource ? Resources.shape(c, 0, c.type(4)) : c.shape(0);
        Tensor begin = c.value(1);
        Tensor end = c.value(2);
        Tensor strides = c.value(3);
        Shape entries = c.withRank(1, 1, "begin");
        for (int input = 2; input < 4; input++) {
            Shape other = c.withRank(input, 1, input == 2 ? "end" : "strides");
            if (!entries.isCompatibleWith(other)) {
                throw c.error("Expected begin, end, and strides to be 1D equal size tensors");
            }
            entries = entries.merge(other);
        }
        if (whole.hasRank() && entries.isFullyDefined()) {
            Shape part = StridedSpec.of(c::error, whole, (int) entries.dim(0), masks(), begin, end, strides)
                    .result();
            if (!part.isCompatibleWith(c.shape(4))) {
                throw c.error("sliced l-value shape " + part + " does not match r-value shape " + c.shape(4)
                        + ". Automatic broadcasting not yet implemented.");
            }
        }
        return isResource ? List.of() : List.of(whole);
    }

    @Override
    default Kernel kernel(KernelContext c) {
        Argument target = Signature.of(getClass()).inputs().getFirst();
        boolean isVariable = target.isReference() || target.fixedType() == DType.RESOURCE;
        Shape whole = c.inputShape(0);
        StridedSpec spec =
                StridedSpec.of(c::error, whole, c.value(1).size(), masks(), c.value(1), c.value(2), c.value(3));
        Shape selection = spec.selection();
        StridedCopy copy = new StridedCopy(Strides.dims(selection), Strides.of(selection), spec.stridesIn(whole));
        int offset = spec.offset(whole);
        return (inputs, outputs) -> {
            if (!isVariable) {
                outputs[0].copyFrom(inputs[0]);
            }
            copy.run(inputs[4].array(), 0, isVariable ? inputs[0].array() : outputs[0].array(), offset);
        };
    }

    /** Samples of what both a variable and a tensor give. */
    static List<Sample> samples(Op op, Op last) {
        float[][] x = {{1, 2, 3}, {4, 5, 6}};
        int[] one = {1, 1};
        return List.of(
                Sample.rough(op, x, new int[] {0, 1}, new int[] {2, 3}, one, new float[][] {{7, 8}, {9, 10}})
                        .gives((Object) new float[][] {{1, 7, 8}, {4, 9, 10}}),
                Sample.rough(last, x, new long[] {-1}, new long[] {0}, new long[] {1}, new float[] {7, 8, 9})
                        .gives((Object) new float[][] {{1, 2, 3}, {7, 8, 9}}),
                Sample.refused(
                        "does not match r-value shape [2]. Automatic broadcasting not yet implemented.",
                        op,
                        x,
                        new int[] {0, 1},
                        new int[] {2, 3},
                        one,
                        new float[2]),
                Sample.refused(
                        "strides[0] must be non-zero",
                        op,
                        x,
                        new int[] {0},
                        new int[] {1},
                        new int[] {0},
                        new float[1][3]));
    }
}

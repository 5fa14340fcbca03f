package dev.lamina.op.index;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a value into a variable where a {@link StridedSlice} of it lies, with the attributes of that; the output is the variable after that. */
@OpDef(
        inputs = {"ref: Ref(T)", "begin: Index", "end: Index", "strides: Index", "value: T"},
        outputs = "output_ref: Ref(T)",
        attrs = {
            "T: type",
            "Index: {int32, int64}",
            "begin_mask: int = 0",
            "end_mask: int = 0",
            "ellipsis_mask: int = 0",
            "new_axis_mask: int = 0",
            "shrink_axis_mask: int = 0"
        },
        stateful = true)
public record StridedSliceAssign(long beginMask, long endMask, long ellipsisMask, long newAxisMask, long shrinkAxisMask)
        implements StridedAssignment {
    /** Adds an assignment without masks to a part of a variable, or of that behind a resource. */
    public static Node of(Scope scope, Operand variable, Operand begin, Operand end, Operand strides, Operand value) {
        boolean isResource = variable.asOutput().dtype() == DType.RESOURCE;
        Op op = isResource ? new ResourceStridedSliceAssign(0, 0, 0, 0, 0) : new StridedSliceAssign(0, 0, 0, 0, 0);
        return scope.node(op, List.of(variable, begin, end, strides, value));
    }

    static List<Sample> samples() {
        return StridedAssignment.samples(new StridedSliceAssign(0, 0, 0, 0, 0), new StridedSliceAssign(0, 0, 0, 0, 1));
    }

    /** {@link StridedSliceAssign} to the variable behind a resource. */
    @OpDef(
            inputs = {"ref: resource", "begin: Index", "end: Index", "strides: Index", "value: T"},
            attrs = {
                "T: type",
                "Index: {int32, int64}",
                "begin_mask: int = 0",
                "end_mask: int = 0",
                "ellipsis_mask: int = 0",
                "new_axis_mask: int = 0",
                "shrink_axis_mask: int = 0"
            },
            stateful = true)
    public record ResourceStridedSliceAssign(
            long beginMask, long endMask, long ellipsisMask, long newAxisMask, long shrinkAxisMask)
            implements StridedAssignment {
        static List<Sample> samples() {
            return StridedAssignment.samples(
                    new ResourceStridedSliceAssign(0, 0, 0, 0, 0), new ResourceStridedSliceAssign(0, 0, 0, 0, 1));
        }
    }

    /** A tensor with a value where a {@link StridedSlice} of it lies; the tensor stays as it is. */
    @OpDef(
            inputs = {"input: T", "begin: Index", "end: Index", "strides: Index", "value: T"},
            outputs = "output: T",
            attrs = {
                "T: type",
                "Index: {int32, int64}",
                "begin_mask: int = 0",
                "end_mask: int = 0",
                "ellipsis_mask: int = 0",
                "new_axis_mask: int = 0",
                "shrink_axis_mask: int = 0"
            })
    public record TensorStridedSliceUpdate(
            long beginMask, long endMask, long ellipsisMask, long newAxisMask, long shrinkAxisMask)
            implements StridedAssignment {
        /** Adds an update without masks. */
        public static Output of(
                Scope scope, Operand input, Operand begin, Operand end, Operand strides, Operand value) {
            return scope.output(new TensorStridedSliceUpdate(0, 0, 0, 0, 0), input, begin, end, strides, value);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            Op slice = new StridedSlice(beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask);
            Output byValue = c.scope().output(slice, c.upstream(0), c.input(1), c.input(2), c.input(3));
            Output zeros = ZerosLike.of(c.scope(), byValue);
            Output byInput = c.scope().output(this, c.upstream(0), c.input(1), c.input(2), c.input(3), zeros);
            return Arrays.asList(byInput, null, null, null, byValue);
        }

        static List<Sample> samples() {
            TensorStridedSliceUpdate op = new TensorStridedSliceUpdate(0, 0, 0, 0, 0);
            float[][] x = {{1, 2, 3}, {4, 5, 6}};
            Sample smooth = Sample.of(
                            op, x, new int[] {0, 0}, new int[] {2, 3}, new int[] {1, 2}, new float[][] {{7, 8}, {9, 10}
                            })
                    .gives((Object) new float[][] {{7, 2, 8}, {9, 5, 10}});
            return Stream.concat(
                            Stream.of(smooth),
                            StridedAssignment.samples(op, new TensorStridedSliceUpdate(0, 0, 0, 0, 1)).stream())
                    .toList();
        }
    }
}

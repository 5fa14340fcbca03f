package dev.lamina.op.arithmetic;

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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input's bits read as another type. Elements of a type half as long give a new last axis of 2, and so on; elements
 * of a type twice as long take up a last axis of 2. The lower bytes come first.
 *
 * @param type the type to read
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: type",
        attrs = {
            "T: {bfloat16, half, float, double, int64, int32, uint8, int8, int16, uint16, uint32, uint64}",
            "type: {bfloat16, half, float, double, int64, int32, uint8, int8, int16, uint16, uint32, uint64}"
        })
public record Bitcast(DType type) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, DType type) {
        return scope.output(new Bitcast(type), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape shape = c.shape(0);
        int from = c.type(0).bytes();
        int to = type.bytes();
        if (!shape.hasRank() || from == to) {
            return List.of(shape);
        }
        if (from > to) {
            return List.of(shape.concat(Shape.of(from / to)));
        }
        if (shape.rank() == 0 || (shape.dim(-1) >= 0 && shape.dim(-1) != to / from)) {
            throw c.error("Cannot bitcast from " + c.type(0).tensorFlowName() + " to " + type.tensorFlowName()
                    + ": the last dimension of " + shape + " has to be " + to / from);
        }
        return List.of(shape.slice(0, shape.rank() - 1));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        long bytes = (long) c.outputShape(0).size() * type.bytes();
        return (inputs, outputs) ->
                MemorySegment.copy(segment(inputs[0].array()), 0, segment(outputs[0].array()), 0, bytes);
    }

    private static MemorySegment segment(Object array) {
        return switch (array) {
            case float[] floats -> MemorySegment.ofArray(floats);
            case double[] doubles -> MemorySegment.ofArray(doubles);
            case int[] ints -> MemorySegment.ofArray(ints);
            case long[] longs -> MemorySegment.ofArray(longs);
            case short[] shorts -> MemorySegment.ofArray(shorts);
            default -> MemorySegment.ofArray((byte[]) array);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new Bitcast(DType.INT32), (Object) new float[] {1, -0f})
                        .gives((Object) new int[] {0x3f800000, 0x80000000}),
                Sample.rough(new Bitcast(DType.INT8), (Object) new int[] {0x04030201})
                        .gives(Tensor.of(new int[][] {{1, 2, 3, 4}}, DType.INT8)),
                Sample.rough(new Bitcast(DType.INT64), (Object) new int[] {1, 0})
                        .gives(1L),
                Sample.refused("Cannot bitcast from int32 to double", new Bitcast(DType.FLOAT64), (Object) new int[3]));
    }
}

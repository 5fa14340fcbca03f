package dev.lamina.op.kernel;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Reduces the first input over the axes that the second names, by folds over one group of neighbouring axes
 * after the other, the last first.
 */
public final class Reduction implements Kernel {
    private final Object identity;
    private final boolean empty;
    private final List<ReductionStage> stages = new ArrayList<>();
    private final List<Object> between = new ArrayList<>();

    private Reduction(KernelContext c, boolean[] reduced, Fold.Step step, Object identity) {
        this.identity = identity;
        DType type = c.outputType(0);
        int left = c.inputShape(0).size();
        empty = left == 0;
        int unit = 1;
        int axis = reduced.length - 1;
        while (!empty && axis >= 0) {
            int count = 1;
            for (; axis >= 0 && !reduced[axis]; axis--) {
                unit *= (int) c.inputShape(0).dim(axis);
            }
            for (; axis >= 0 && (reduced[axis] || c.inputShape(0).dim(axis) == 1); axis--) {
                count *= (int) c.inputShape(0).dim(axis);
            }
            while (count > 1) {
                ReductionStage stage = new ReductionStage(c, type, step, left / (count * unit), count, unit);
                left = left / count * stage.blocks();
                count = stage.blocks();
                stages.add(stage);
                between.add(c.workspace(type, Shape.of(left == c.outputShape(0).size() ? 0 : left))
                        .array());
            }
        }
    }

    /** Which loops an operation folds by: each combines elements of its first array into the second, one by one. */
    public record Loop(
            Loops.OffsetFloat floats, Loops.OffsetDouble doubles, Loops.OffsetInt ints, Loops.OffsetLong longs) {
        /** The loop of one of the types that are not computed as another, with its types forgotten. */
        public Fold.Step step(KernelContext c) {
            return switch (c.inputType(0)) {
                case FLOAT32 -> (x, i, y, o, n) -> floats.run((float[]) x, i, (float[]) y, o, n);
                case FLOAT64 -> (x, i, y, o, n) -> doubles.run((double[]) x, i, (double[]) y, o, n);
                case INT32 -> (x, i, y, o, n) -> ints.run((int[]) x, i, (int[]) y, o, n);
                case INT64 -> (x, i, y, o, n) -> longs.run((long[]) x, i, (long[]) y, o, n);
                default -> throw c.error("is not defined for type " + c.inputType(0));
            };
        }
    }

    /**
     * A kernel of folds.
     *
     * @param identity the result where there is nothing to fold, infinite for the extreme of the type
     */
    public static Kernel of(KernelContext c, Loop loop, double identity) {
        return of(c, loop, identity, Axes.of(c));
    }

    /** As {@link #of(KernelContext, Loop, double)}, of an operation that says itself which axes are reduced. */
    public static Kernel of(KernelContext c, Loop loop, double identity, boolean[] reduced) {
        return switch (c.inputType(0)) {
            case FLOAT32 -> new Reduction(c, reduced, loop.step(c), new float[] {(float) identity});
            case FLOAT64 -> new Reduction(c, reduced, loop.step(c), new double[] {identity});
            case INT32 -> new Reduction(c, reduced, loop.step(c), new int[] {(int) identity});
            case INT64 -> new Reduction(c, reduced, loop.step(c), new long[] {(long) identity});
            default -> Widened.of(c, wide -> of(wide, loop, identity, reduced));
        };
    }

    /** A kernel of folds over bool elements. */
    public static Kernel ofBooleans(KernelContext c, Fold.Step step, boolean identity) {
        return new Reduction(c, Axes.of(c), step, new byte[] {(byte) (identity ? 1 : 0)});
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        Object result = outputs[0].array();
        if (empty) {
            Spread.run(identity, 0, result, outputs[0].size());
            return;
        }
        Object from = inputs[0].array();
        for (int i = 0; i < stages.size(); i++) {
            Object to = i == stages.size() - 1 ? result : between.get(i);
            stages.get(i).run(from, to);
            from = to;
        }
        if (stages.isEmpty()) {
            System.arraycopy(from, 0, result, 0, outputs[0].size());
        }
    }
}

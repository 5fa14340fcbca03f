package dev.lamina.op.linalg;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.StridedCopy;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * An einsum as products of matrices: the operands are arranged as batches of matrices, by copies where they do not lie like that, what
 * only one of them has is summed, and the products are brought into the result's order.
 */
final class EinsumKernel implements Kernel {
    private final Map<Character, Integer> extents = new HashMap<>();
    private final KernelContext c;
    private final DType type;
    private final Object one;
    private final Object zero;
    private final Arranged left;
    private final @Nullable Arranged right;
    private final @Nullable Products products;
    private final int batches;
    private final int leftSize;
    private final int rightSize;
    private final int size;
    private final @Nullable Buffer result;
    private final @Nullable StridedCopy spread;
    private final boolean leavesGaps;

    /** An operand as it is multiplied. */
    private final class Arranged {
        final int input;
        final String order;
        private final @Nullable StridedCopy copy;
        private final @Nullable Buffer copied;
        private final @Nullable Products sum;
        private final @Nullable Buffer ones;
        private final @Nullable Buffer summed;

        /** In the order of the labels {@code kept}, after a sum over {@code reduced}. */
        Arranged(int input, String axes, String kept, String reduced) {
            this.input = input;
            order = kept;
            Shape shape = c.inputShape(input);
            String all = kept + reduced;
            boolean isArranged = axes.equals(all);
            for (int axis = 0; axis < axes.length(); axis++) {
                isArranged &= shape.dim(axis) == extent(axes.charAt(axis));
            }
            copy = isArranged ? null : new StridedCopy(dims(all), strides(shape, axes, all), Strides.of(shape(all)));
            copied = isArranged ? null : c.workspace(type, shape(all));
            if (reduced.isEmpty()) {
                sum = null;
                ones = null;
                summed = null;
            } else {
                Shape terms = Shape.of(shape(kept).elements(), shape(reduced).elements());
                sum = new Products(false, false, terms, Shape.of(terms.dim(1), 1));
                ones = c.workspace(type, shape(reduced));
                summed = c.workspace(type, shape(kept));
            }
        }

        boolean isCopied() {
            return copy != null;
        }

        Buffer of(Buffer given) {
            Buffer now = given;
            if (copy != null && copied != null) {
                copy.run(given.array(), 0, copied.array(), 0);
                now = copied;
            }
            if (sum != null && ones != null && summed != null) {
                Spread.run(one, 0, ones.array(), ones.size());
                sum.run(now, 0, ones, 0, summed, 0);
                now = summed;
            }
            return now;
        }
    }

    private EinsumKernel(KernelContext c, EinsumEquation equation) {
        this.c = c;
        type = c.inputType(0);
        one = one(type);
        zero = type.newArray(1);
        int ellipsis = 0;
        String[] axes = new String[c.inputs()];
        for (int i = 0; i < axes.length; i++) {
            String labels = equation.inputs().get(i);
            int own = c.inputShape(i).rank() - EinsumEquation.letters(labels);
            axes[i] = EinsumEquation.expand(labels, own);
            ellipsis = Math.max(ellipsis, own);
            for (int axis = 0; axis < axes[i].length(); axis++) {
                int extent = (int) c.inputShape(i).dim(axis);
                extents.merge(axes[i].charAt(axis), extent, (a, b) -> a == 1 ? b : a);
            }
        }
        String output = EinsumEquation.expand(equation.output(), ellipsis);
        String other = axes.length == 1 ? "" : axes[1];
        String batch = chosen(output, label -> has(axes[0], label) && has(other, label));
        String leftFree = chosen(output, label -> has(axes[0], label) && !has(other, label));
        String leftReduced = chosen(axes[0], label -> !has(other, label) && !has(output, label));
        String order = batch + leftFree;
        if (axes.length == 1) {
            left = new Arranged(0, axes[0], leftFree, leftReduced);
            right = null;
            products = null;
        } else {
            String rightFree = chosen(output, label -> has(other, label) && !has(axes[0], label));
            String summed = chosen(axes[0], label -> has(other, label) && !has(output, label));
            String rightReduced = chosen(other, label -> !has(axes[0], label) && !has(output, label));
            left = arrange(0, axes[0], batch, leftFree, summed, leftReduced);
            right = arrange(1, other, batch, rightFree, summed, rightReduced);
            boolean transA = !left.order.equals(batch + leftFree + summed);
            boolean transB = !right.order.equals(batch + summed + rightFree);
            products = new Products(
                    transA,
                    transB,
                    matrix(transA ? summed : leftFree, transA ? leftFree : summed),
                    matrix(transB ? rightFree : summed, transB ? summed : rightFree));
            order += rightFree;
        }
        batches = shape(batch).size();
        leftSize = batches == 0 ? 0 : shape(left.order).size() / batches;
        rightSize = right == null || batches == 0 ? 0 : shape(right.order).size() / batches;
        size = batches == 0 ? 0 : shape(order).size() / batches;
        leavesGaps = chosen(output, label -> true).length() < output.length();
        boolean isDirect = order.equals(output) && !(right == null && leftReduced.isEmpty() && !left.isCopied());
        result = isDirect && right != null ? null : c.workspace(type, shape(order));
        spread = isDirect && right != null
                ? null
                : new StridedCopy(dims(order), Strides.of(shape(order)), strides(c.outputShape(0), output, order));
    }

    static Kernel of(KernelContext c, EinsumEquation equation) {
        return new EinsumKernel(c, equation);
    }

    /** In the one of both orders in which the operand lies already, if there is one. */
    private Arranged arrange(int input, String axes, String batch, String free, String summed, String reduced) {
        String turned = batch + summed + free;
        boolean isTurned = axes.equals(turned + reduced);
        return new Arranged(input, axes, isTurned ? turned : batch + free + summed, reduced);
    }

    private static Object one(DType type) {
        return switch (type) {
            case FLOAT32 -> new float[] {1};
            case FLOAT64 -> new double[] {1};
            case INT32 -> new int[] {1};
            default -> new long[] {1};
        };
    }

    private static boolean has(String labels, int label) {
        return labels.indexOf(label) >= 0;
    }

    /** Each label once. */
    private static String chosen(String labels, IntPredicate which) {
        return labels.chars()
                .filter(which)
                .distinct()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private int extent(char label) {
        return extents.getOrDefault(label, 1);
    }

    private int[] dims(String labels) {
        return labels.chars().map(label -> extent((char) label)).toArray();
    }

    private Shape shape(String labels) {
        return Shape.of(labels.chars().mapToLong(label -> extent((char) label)).toArray());
    }

    private Shape matrix(String rows, String columns) {
        return Shape.of(shape(rows).elements(), shape(columns).elements());
    }

    /** How far apart neighbours by each label lie in a tensor with these axes: 0 where it has but one, or repeats. */
    private static int[] strides(Shape shape, String axes, String labels) {
        int[] own = Strides.of(shape);
        int[] strides = new int[labels.length()];
        for (int axis = 0; axis < axes.length(); axis++) {
            int place = labels.indexOf(axes.charAt(axis));
            if (shape.dim(axis) != 1) {
                strides[place] += own[axis];
            }
        }
        return strides;
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        Buffer to = result == null ? outputs[0] : result;
        Buffer x = left.of(inputs[left.input]);
        if (products != null && right != null) {
            Buffer y = right.of(inputs[right.input]);
            for (int i = 0; i < batches; i++) {
                products.run(x, i * leftSize, y, i * rightSize, to, i * size);
            }
        } else {
            to = x;
        }
        if (spread != null) {
            if (leavesGaps) {
                Spread.run(zero, 0, outputs[0].array(), outputs[0].size());
            }
            spread.run(to.array(), 0, outputs[0].array(), 0);
        }
    }
}

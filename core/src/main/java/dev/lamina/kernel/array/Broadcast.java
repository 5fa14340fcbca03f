package dev.lamina.kernel.array;

import java.util.Arrays;

/**
 * How two operands of TensorFlow's broadcasting lie under their result: as few axes as describe it, the
 * innermost one a block through which each operand either advances with the result or stands still.
 *
 * <p>Outer axes are numbered by a row; {@link #offset} gives where a row begins in an operand.
 */
public final class Broadcast {
    private final int[] outer;
    private final int[][] strides;
    private final boolean[] innerMoves;
    private final boolean[] repeats;
    private final boolean[] aligns;
    private final int rows;
    private final int inner;

    /** For operands of these dimensions, broadcast to {@code result}; all are known. */
    public Broadcast(long[] result, long[]... operands) {
        int rank = result.length;
        int[] dims = new int[rank];
        boolean[][] moves = new boolean[operands.length][rank];
        int used = 0;
        for (int axis = 0; axis < rank; axis++) {
            if (result[axis] == 1) {
                continue;
            }
            boolean merges = used > 0;
            for (int o = 0; o < operands.length; o++) {
                int own = axis - rank + operands[o].length;
                moves[o][used] = own >= 0 && operands[o][own] != 1;
                merges &= used > 0 && moves[o][used] == moves[o][used - 1];
            }
            if (merges) {
                dims[used - 1] *= (int) result[axis];
            } else {
                dims[used++] = (int) result[axis];
            }
        }
        int outerAxes = Math.max(0, used - 1);
        inner = used == 0 ? 1 : dims[used - 1];
        outer = Arrays.copyOf(dims, outerAxes);
        rows = Arrays.stream(outer).reduce(1, (x, y) -> x * y);
        strides = new int[operands.length][outerAxes];
        innerMoves = new boolean[operands.length];
        repeats = new boolean[operands.length];
        aligns = new boolean[operands.length];
        for (int o = 0; o < operands.length; o++) {
            innerMoves[o] = used == 0 || moves[o][used - 1];
            int stride = used > 0 && moves[o][used - 1] ? inner : 1;
            for (int axis = outerAxes - 1; axis >= 0; axis--) {
                strides[o][axis] = moves[o][axis] ? stride : 0;
                stride *= moves[o][axis] ? outer[axis] : 1;
            }
            repeats[o] = Arrays.stream(strides[o]).allMatch(step -> step == 0);
            aligns[o] = innerMoves[o] && Arrays.stream(strides[o]).noneMatch(step -> step == 0);
        }
    }

    /** The number of innermost blocks. */
    public int rows() {
        return rows;
    }

    /** The length of an innermost block. */
    public int inner() {
        return inner;
    }

    /** Says whether an operand advances within a block; if not, its one element serves all of it. */
    public boolean moves(int operand) {
        return innerMoves[operand];
    }

    /** Says whether every row has the same elements of an operand. */
    public boolean repeats(int operand) {
        return repeats[operand];
    }

    /** Says whether an operand has an element of its own for each of the result's, so that both lie in the same order. */
    public boolean aligns(int operand) {
        return aligns[operand];
    }

    /** Where a row begins in an operand. */
    public int offset(int operand, int row) {
        int[] own = strides[operand];
        int rest = row;
        int offset = 0;
        for (int axis = outer.length - 1; axis >= 0; axis--) {
            int next = rest / outer[axis];
            offset += (rest - next * outer[axis]) * own[axis];
            rest = next;
        }
        return offset;
    }
}

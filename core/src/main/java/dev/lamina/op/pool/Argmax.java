package dev.lamina.op.pool;

import dev.lamina.graph.KernelContext;
import dev.lamina.op.kernel.Rows;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/**
 * For each window and channel the place in the input of its greatest element, of equal ones the first; -1 where all is padding.
 */
final class Argmax {
    private final Window window;
    private final Scan scan;
    private final Rows rows;
    private final Buffer[] given = new Buffer[1];
    private final Buffer[] places;

    /** Finds the greatest of a box of elements, whose neighbours along each axis lie so far apart. */
    private interface Scan {
        int run(Object x, int at, int planes, int planeStride, int rows, int rowStride, int columns, int columnStride);
    }

    /** For inputs of a type that is not computed as another, or of uint64. */
    Argmax(KernelContext c, Window window, DType type, Shape pooled) {
        this.window = window;
        scan = switch (type) {
            case FLOAT32 -> (x, at, p, ps, r, rs, n, s) -> floats((float[]) x, at, p, ps, r, rs, n, s);
            case FLOAT64 -> (x, at, p, ps, r, rs, n, s) -> doubles((double[]) x, at, p, ps, r, rs, n, s);
            case INT32 -> (x, at, p, ps, r, rs, n, s) -> ints((int[]) x, at, p, ps, r, rs, n, s);
            case INT64 -> (x, at, p, ps, r, rs, n, s) -> longs((long[]) x, 0, at, p, ps, r, rs, n, s);
            case UINT64 ->
                (x, at, p, ps, r, rs, n, s) -> longs((long[]) x, Widened.ZERO_IN_ORDER, at, p, ps, r, rs, n, s);
            default -> throw c.error("is not defined for type " + type);
        };
        places = new Buffer[] {c.workspace(DType.INT32, pooled)};
        rows = new Rows(window.outRows(), window.work(), this::rows);
    }

    /** Where they are in {@code x}; overwritten when it is called again. */
    int[] run(Buffer x) {
        given[0] = x;
        rows.run(given, places);
        return places[0].ints();
    }

    private void rows(Buffer[] inputs, Buffer[] outputs, int from, int to) {
        Object x = inputs[0].array();
        int[] places = outputs[0].ints();
        Span columns = window.columns();
        for (int row = from; row < to; row++) {
            int r = row % window.rows().out();
            int plane = row / window.rows().out();
            int p = plane % window.planes().out();
            int volume = plane / window.planes().out();
            int o = row * window.outRow();
            for (int column = 0; column < columns.out(); column++, o += window.channels()) {
                int left = columns.from(column);
                window(x, volume, p, r, left, columns.to(column) - left, places, o);
            }
        }
    }

    private void window(Object x, int volume, int p, int r, int left, int columns, int[] places, int o) {
        int front = window.planes().from(p);
        int planes = window.planes().to(p) - front;
        int top = window.rows().from(r);
        int rows = window.rows().to(r) - top;
        boolean isPadding = planes <= 0 || rows <= 0 || columns <= 0;
        int channels = window.channels();
        int rowStride = window.inRow();
        int planeStride = rowStride * window.rows().in();
        int at = window.in(volume, front, top, left);
        for (int k = 0; k < channels; k++) {
            places[o + k] =
                    isPadding ? -1 : scan.run(x, at + k, planes, planeStride, rows, rowStride, columns, channels);
        }
    }

    private static int floats(
            float[] x, int at, int planes, int planeStride, int rows, int rowStride, int columns, int columnStride) {
        int best = at;
        for (int p = 0; p < planes; p++) {
            for (int r = 0; r < rows; r++) {
                int i = at + p * planeStride + r * rowStride;
                for (int n = 0; n < columns; n++, i += columnStride) {
                    best = x[i] > x[best] ? i : best;
                }
            }
        }
        return best;
    }

    private static int doubles(
            double[] x, int at, int planes, int planeStride, int rows, int rowStride, int columns, int columnStride) {
        int best = at;
        for (int p = 0; p < planes; p++) {
            for (int r = 0; r < rows; r++) {
                int i = at + p * planeStride + r * rowStride;
                for (int n = 0; n < columns; n++, i += columnStride) {
                    best = x[i] > x[best] ? i : best;
                }
            }
        }
        return best;
    }

    private static int ints(
            int[] x, int at, int planes, int planeStride, int rows, int rowStride, int columns, int columnStride) {
        int best = at;
        for (int p = 0; p < planes; p++) {
            for (int r = 0; r < rows; r++) {
                int i = at + p * planeStride + r * rowStride;
                for (int n = 0; n < columns; n++, i += columnStride) {
                    best = x[i] > x[best] ? i : best;
                }
            }
        }
        return best;
    }

    /** @param flip the bits to be turned round before the elements are compared */
    private static int longs(
            long[] x,
            long flip,
            int at,
            int planes,
            int planeStride,
            int rows,
            int rowStride,
            int columns,
            int columnStride) {
        int best = at;
        for (int p = 0; p < planes; p++) {
            for (int r = 0; r < rows; r++) {
                int i = at + p * planeStride + r * rowStride;
                for (int n = 0; n < columns; n++, i += columnStride) {
                    best = (x[i] ^ flip) > (x[best] ^ flip) ? i : best;
                }
            }
        }
        return best;
    }
}

package dev.lamina.op.pool;

import dev.lamina.kernel.pool.MaxPoolFloat;
import dev.lamina.kernel.pool.PoolCalls;
import dev.lamina.tensor.Shape;

/**
 * The windows of a batch of volumes whose channels lie together: images are volumes of one plane, and where the channels come
 * first, each is an image of one channel.
 *
 * @param batch the number of volumes
 * @param planes along the planes
 * @param rows along the rows
 * @param columns along the columns
 * @param channels the number of channels
 */
record Window(int batch, Span planes, Span rows, Span columns, int channels) {
    /** The number of rows of windows in all volumes. */
    int outRows() {
        return Shape.of(batch, planes.out(), rows.out()).size();
    }

    /** The number of elements in a row of windows. */
    int outRow() {
        return columns.out() * channels;
    }

    /** The number of rows of the input. */
    int inRows() {
        return Shape.of(batch, planes.in(), rows.in()).size();
    }

    /** The number of elements in a row of the input. */
    int inRow() {
        return columns.in() * channels;
    }

    /** Where a place of the input begins. */
    int in(int volume, int plane, int row, int column) {
        return (((volume * planes.in() + plane) * rows.in() + row) * columns.in() + column) * channels;
    }

    /** How many places of the input a window covers. */
    int covered(int plane, int row, int column) {
        return (planes.to(plane) - planes.from(plane))
                * (rows.to(row) - rows.from(row))
                * (columns.to(column) - columns.from(column));
    }

    /** About how many elements of the input are looked at for each row of windows. */
    int work() {
        long each = (long) Math.min(planes.size(), planes.in())
                * Math.min(rows.size(), rows.in())
                * Math.min(columns.size(), columns.in());
        return (int) Math.min(Integer.MAX_VALUE, each * outRow());
    }

    /** By the row of windows, how they lie in images of floats. */
    MaxPoolFloat.Form[] forms() {
        PoolCalls.use();
        MaxPoolFloat.Form[] forms = new MaxPoolFloat.Form[rows.out()];
        for (int row = 0; row < forms.length; row++) {
            int height = rows.to(row) - rows.from(row);
            forms[row] = new MaxPoolFloat.Form(channels, height, columns.size(), inRow(), columns.stride() * channels);
        }
        return forms;
    }

    /** Says whether these are images, whose windows lie within and do not overlap. */
    boolean isCut() {
        return planes.in() == 1 && planes.isCut() && rows.isCut() && columns.isCut();
    }
}

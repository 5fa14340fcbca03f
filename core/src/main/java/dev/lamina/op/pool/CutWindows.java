package dev.lamina.op.pool;

import dev.lamina.graph.Kernel;
import dev.lamina.kernel.pool.MaxPoolFloat;
import dev.lamina.op.kernel.Rows;
import dev.lamina.tensor.Buffer;
import java.util.Arrays;

/** The gradient of {@link MaxPool} of images of floats that windows cut into pieces: each element is of one window at most, and nothing is summed. */
final class CutWindows implements Kernel {
    private final Window window;
    private final MaxPoolFloat.Form[] forms;
    private final boolean isCovered;
    private final Rows images;

    CutWindows(Window window) {
        this.window = window;
        forms = window.forms();
        Span rows = window.rows();
        Span columns = window.columns();
        isCovered = rows.in() == rows.out() * rows.size() && columns.in() == columns.out() * columns.size();
        images = new Rows(window.batch(), Math.max(1, rows.in() * window.inRow()), this::images);
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        images.run(inputs, outputs);
    }

    private void images(Buffer[] inputs, Buffer[] outputs, int from, int to) {
        float[] x = inputs[0].floats();
        float[] g = inputs[2].floats();
        float[] y = outputs[0].floats();
        int rows = window.rows().out();
        for (int image = from; image < to; image++) {
            if (!isCovered) {
                Arrays.fill(y, window.in(image, 0, 0, 0), window.in(image + 1, 0, 0, 0), 0f);
            }
            for (int row = 0; row < rows; row++) {
                int at = window.in(image, 0, window.rows().from(row), 0);
                int gradient = (image * rows + row) * window.outRow();
                MaxPoolFloat.gradient(forms[row], x, at, window.columns().out(), g, gradient, y);
            }
        }
    }
}

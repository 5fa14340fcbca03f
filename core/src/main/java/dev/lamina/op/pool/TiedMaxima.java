package dev.lamina.op.pool;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.op.kernel.Rows;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.DType;
import java.util.Arrays;

/** The gradient of the greatest elements of windows over volumes, which TensorFlow gives to all that are as great: to within 1e-5. */
final class TiedMaxima {
    private static final float TIE = 1e-5f;

    private final Window window;

    private TiedMaxima(Window window) {
        this.window = window;
    }

    /** The kernel for elements, the greatest of each window, and the gradients by these. */
    static Kernel of(KernelContext c, Window window) {
        if (c.outputShape(0).size() == 0) {
            return (inputs, outputs) -> {};
        }
        if (c.inputType(0) != DType.FLOAT32 || c.inputType(2) != DType.FLOAT32) {
            return Widened.of(c, wide -> of(wide, window));
        }
        TiedMaxima maxima = new TiedMaxima(window);
        int volume = window.planes().in() * window.rows().in() * window.inRow();
        return new Rows(
                window.batch(),
                volume,
                (inputs, outputs, from, to) -> maxima.run(
                        inputs[0].floats(),
                        inputs[1].floats(),
                        inputs[2].floats(),
                        outputs[0].floats(),
                        volume,
                        from,
                        to));
    }

    private void run(float[] x, float[] greatest, float[] grad, float[] y, int volume, int from, int to) {
        Arrays.fill(y, from * volume, to * volume, 0);
        int channels = window.channels();
        int each = window.planes().out() * window.rows().out() * window.outRow();
        for (int image = from; image < to; image++) {
            int at = image * each;
            for (int plane = 0; plane < window.planes().out(); plane++) {
                for (int row = 0; row < window.rows().out(); row++) {
                    for (int column = 0; column < window.columns().out(); column++, at += channels) {
                        share(x, greatest, grad, y, at, image, plane, row, column);
                    }
                }
            }
        }
    }

    private void share(
            float[] x, float[] greatest, float[] grad, float[] y, int at, int image, int plane, int row, int column) {
        for (int p = window.planes().from(plane); p < window.planes().to(plane); p++) {
            for (int r = window.rows().from(row); r < window.rows().to(row); r++) {
                for (int c = window.columns().from(column); c < window.columns().to(column); c++) {
                    int place = window.in(image, p, r, c);
                    for (int k = 0; k < window.channels(); k++) {
                        boolean isGreatest = Math.abs(x[place + k] - greatest[at + k]) < TIE;
                        y[place + k] += isGreatest ? grad[at + k] : 0;
                    }
                }
            }
        }
    }
}

package dev.lamina.op.image;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.op.kernel.Rows;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import java.util.Arrays;

/** Takes the gradient by a resized picture to the pixels that each of its pixels is made of. A picture is one thread's work. */
final class TapGradient {
    private TapGradient() {}

    /** The kernel whose first input is the gradient and whose output is that by the first picture. */
    static Kernel kernel(KernelContext c, Taps rows, Taps columns) {
        int[] small = Strides.dims(c.inputShape(0));
        int[] large = Strides.dims(c.outputShape(0));
        int size = large[1] * large[2] * large[3];
        Buffer sums = c.workspace(DType.FLOAT64, c.outputShape(0));
        Rows pictures = new Rows(small[0], Math.max(1, small[1] * small[2] * small[3]), (inputs, outputs, from, to) -> {
            float[] grads = inputs[0].floats();
            double[] sum = sums.doubles();
            Arrays.fill(sum, from * size, to * size, 0);
            for (int picture = from; picture < to; picture++) {
                int at = picture * small[1] * small[2] * small[3];
                for (int y = 0; y < small[1]; y++) {
                    for (int x = 0; x < small[2]; x++, at += small[3]) {
                        spread(grads, at, small[3], sum, picture * size, large[2], rows, y, columns, x);
                    }
                }
            }
            Conversion.run(sums, outputs[0], from * size, to * size);
        });
        return (inputs, outputs) -> {
            rows.fill();
            columns.fill();
            pictures.run(inputs, outputs);
        };
    }

    private static void spread(
            float[] grads,
            int at,
            int channels,
            double[] sum,
            int begin,
            int width,
            Taps rows,
            int y,
            Taps columns,
            int x) {
        for (int i = y * rows.count; i < (y + 1) * rows.count; i++) {
            for (int j = x * columns.count; j < (x + 1) * columns.count; j++) {
                int to = begin + (rows.index[i] * width + columns.index[j]) * channels;
                for (int k = 0; k < channels; k++) {
                    sum[to + k] += grads[at + k] * rows.weight[i] * columns.weight[j];
                }
            }
        }
    }
}

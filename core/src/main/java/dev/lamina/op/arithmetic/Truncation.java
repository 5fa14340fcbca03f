package dev.lamina.op.arithmetic;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;

/** Converts to a floating-point type with a shorter mantissa by leaving out the bits that do not fit. */
final class Truncation implements Kernel {
    private final int lost;
    private final Buffer shortened;

    Truncation(KernelContext c, int lost) {
        this.lost = lost;
        shortened = c.workspace(c.inputType(0), c.inputShape(0));
    }

    /** The bits of a floating-point type's mantissa. */
    static int bits(DType type) {
        return switch (type) {
            case FLOAT64 -> 52;
            case FLOAT32 -> 23;
            case FLOAT16 -> 10;
            case BFLOAT16 -> 7;
            default -> 0;
        };
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        for (int i = 0; i < shortened.size(); i++) {
            boolean whole = Double.isNaN(inputs[0].asDouble(i));
            switch (shortened.dtype()) {
                case FLOAT64 -> {
                    long x = Double.doubleToRawLongBits(inputs[0].doubles()[i]);
                    shortened.doubles()[i] = Double.longBitsToDouble(whole ? x : x >> lost << lost);
                }
                case FLOAT32 -> {
                    int x = Float.floatToRawIntBits(inputs[0].floats()[i]);
                    shortened.floats()[i] = Float.intBitsToFloat(whole ? x : x >> lost << lost);
                }
                default -> {
                    short x = inputs[0].shorts()[i];
                    shortened.shorts()[i] = whole ? x : (short) (x >> lost << lost);
                }
            }
        }
        Conversion.run(shortened, outputs[0], 0, shortened.size());
    }
}

package dev.lamina.op.kernel;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import java.lang.reflect.Array;
import java.util.function.Function;

/**
 * A kernel for narrow types made of one for wide types: 8- and 16-bit integers are computed as int32, uint32 as int64,
 * float16 and bfloat16 as float32, and rounded or wrapped at the end. What works element by element on floats does so piece by piece instead: {@link NarrowBlock}.
 *
 * <p>Uint64 has no wider type: it is computed as the int64 with the same bits, which is the same for sums, differences
 * and products. For what depends on the order the highest bit is turned round, which brings the unsigned numbers into
 * the order of the signed ones.
 */
public final class Widened implements Kernel {
    /** What stands for the uint64 0 where the highest bit is turned round: see {@link #ordered}. */
    public static final long ZERO_IN_ORDER = Long.MIN_VALUE;

    private final Kernel wide;
    private final Buffer[] inputs;
    private final Buffer[] outputs;
    private final CastKernel[] widening;
    private final CastKernel[] narrowing;
    private final boolean isOrdered;

    private Widened(KernelContext c, boolean isOrdered, Function<KernelContext, Kernel> kernel) {
        KernelContext context = new Retyped(c, Widened::widen);
        this.isOrdered = isOrdered;
        inputs = new Buffer[c.inputs()];
        widening = new CastKernel[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = c.workspace(context.inputType(i), c.inputShape(i));
            widening[i] = new CastKernel(inputs[i].size());
        }
        outputs = new Buffer[c.outputs()];
        narrowing = new CastKernel[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = c.workspace(context.outputType(i), c.outputShape(i));
            narrowing[i] = new CastKernel(outputs[i].size());
        }
        wide = kernel.apply(context);
    }

    /** Makes the wide kernel by {@code kernel}, which is given a context in which every narrow type is wide. */
    public static Kernel of(KernelContext c, Function<KernelContext, Kernel> kernel) {
        for (int i = 0; i < c.inputs(); i++) {
            if (widen(c.inputType(i)) != c.inputType(i)) {
                return new Widened(c, false, kernel);
            }
        }
        throw c.error("is not defined for type " + c.inputType(0));
    }

    /** The kernel itself, which depends on the order of the elements; of uint64 one by way of int64. */
    public static Kernel ordered(KernelContext c, Function<KernelContext, Kernel> kernel) {
        return c.inputType(0) == DType.UINT64 ? new Widened(c, true, kernel) : kernel.apply(c);
    }

    @Override
    public void run(Buffer[] given, Buffer[] results) {
        for (int i = 0; i < inputs.length; i++) {
            if (!isShapeOnly(given[i])) {
                widening[i].run(given[i], inputs[i]);
                order(given[i], inputs[i]);
            }
        }
        wide.run(inputs, outputs);
        for (int i = 0; i < outputs.length; i++) {
            order(results[i], outputs[i]);
            narrowing[i].run(outputs[i], results[i]);
        }
    }

    /** What an operation needs the shape of alone comes without elements. */
    private static boolean isShapeOnly(Buffer narrow) {
        return narrow.size() > 0 && Array.getLength(narrow.array()) == 0;
    }

    private void order(Buffer narrow, Buffer buffer) {
        if (isOrdered && narrow.dtype() == DType.UINT64) {
            long[] elements = buffer.longs();
            for (int i = 0; i < buffer.size(); i++) {
                elements[i] ^= ZERO_IN_ORDER;
            }
        }
    }

    private static DType widen(DType type) {
        return switch (type) {
            case INT8, UINT8, INT16, UINT16 -> DType.INT32;
            case UINT32, UINT64 -> DType.INT64;
            case FLOAT16, BFLOAT16 -> DType.FLOAT32;
            default -> type;
        };
    }
}

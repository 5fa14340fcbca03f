package dev.lamina.op.kernel;

/**
 * The inner loops that an element-wise operation supplies, one for each type.
 *
 * <p>All arrays are seen through one index, from {@code from} to {@code to} (exclusive): {@code y[k] = a[k] + b[k]}. That
 * is the form that is compiled to vector instructions; with an offset for each array it is not.
 */
public final class Loops {
    private Loops() {}

    public interface UnaryFloat {
        void run(float[] x, float[] y, int from, int to);
    }

    public interface UnaryDouble {
        void run(double[] x, double[] y, int from, int to);
    }

    public interface UnaryInt {
        void run(int[] x, int[] y, int from, int to);
    }

    public interface UnaryLong {
        void run(long[] x, long[] y, int from, int to);
    }

    public interface BinaryFloat {
        void run(float[] a, float[] b, float[] y, int from, int to);
    }

    public interface BinaryDouble {
        void run(double[] a, double[] b, double[] y, int from, int to);
    }

    public interface BinaryInt {
        void run(int[] a, int[] b, int[] y, int from, int to);
    }

    public interface BinaryLong {
        void run(long[] a, long[] b, long[] y, int from, int to);
    }

    public interface CompareFloat {
        void run(float[] a, float[] b, byte[] y, int from, int to);
    }

    public interface CompareDouble {
        void run(double[] a, double[] b, byte[] y, int from, int to);
    }

    public interface CompareInt {
        void run(int[] a, int[] b, byte[] y, int from, int to);
    }

    public interface CompareLong {
        void run(long[] a, long[] b, byte[] y, int from, int to);
    }

    public interface BinaryByte {
        void run(byte[] a, byte[] b, byte[] y, int from, int to);
    }

    public interface TestFloat {
        void run(float[] x, byte[] y, int from, int to);
    }

    public interface TestDouble {
        void run(double[] x, byte[] y, int from, int to);
    }

    /** A loop of two operands with its types forgotten. */
    public interface Pair {
        void run(Object a, Object b, Object y, int from, int to);
    }

    /** A loop of any number of operands with its types forgotten. */
    public interface Block {
        void run(Object[] x, Object y, int from, int to);
    }

    /** {@code n} elements from an offset on that each array has for itself, as reductions need it. */
    public interface OffsetFloat {
        void run(float[] x, int i, float[] y, int o, int n);
    }

    public interface OffsetDouble {
        void run(double[] x, int i, double[] y, int o, int n);
    }

    public interface OffsetInt {
        void run(int[] x, int i, int[] y, int o, int n);
    }

    public interface OffsetLong {
        void run(long[] x, int i, long[] y, int o, int n);
    }

    /** The loop that a function of a kernel makes. */
    public static UnaryFloat of(OffsetFloat function) {
        return (x, y, from, to) -> function.run(x, from, y, from, to - from);
    }
}

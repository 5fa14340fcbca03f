package dev.lamina.op.complex;

import dev.lamina.tensor.Buffer;

/** The real parts (0) or the imaginary parts (1) of complex elements, taken out of their array and put there. */
final class Parts {
    private Parts() {}

    /** Writes one part of each element to an array of the parts' type. */
    static void take(Buffer complex, int part, Buffer parts) {
        int n = complex.size();
        if (complex.array() instanceof float[] x) {
            float[] y = parts.floats();
            for (int k = 0; k < n; k++) {
                y[k] = x[2 * k + part];
            }
        } else {
            double[] x = complex.doubles();
            double[] y = parts.doubles();
            for (int k = 0; k < n; k++) {
                y[k] = x[2 * k + part];
            }
        }
    }

    /** Writes one part of each element. */
    static void put(Buffer parts, Buffer complex, int part) {
        int n = complex.size();
        if (complex.array() instanceof float[] y) {
            float[] x = parts.floats();
            for (int k = 0; k < n; k++) {
                y[2 * k + part] = x[k];
            }
        } else {
            double[] x = parts.doubles();
            double[] y = complex.doubles();
            for (int k = 0; k < n; k++) {
                y[2 * k + part] = x[k];
            }
        }
    }

    /** Turns the signs of parts. */
    static void negate(Buffer parts) {
        int n = parts.size();
        if (parts.array() instanceof float[] y) {
            for (int k = 0; k < n; k++) {
                y[k] = -y[k];
            }
        } else {
            double[] y = parts.doubles();
            for (int k = 0; k < n; k++) {
                y[k] = -y[k];
            }
        }
    }

    /** Adds {@code factor} times one array of parts to the other. */
    static void add(Buffer parts, int factor, Buffer sum) {
        int n = sum.size();
        if (sum.array() instanceof float[] y) {
            float[] x = parts.floats();
            for (int k = 0; k < n; k++) {
                y[k] += factor * x[k];
            }
        } else {
            double[] x = parts.doubles();
            double[] y = sum.doubles();
            for (int k = 0; k < n; k++) {
                y[k] += factor * x[k];
            }
        }
    }
}

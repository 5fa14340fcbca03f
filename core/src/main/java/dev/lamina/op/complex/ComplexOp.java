package dev.lamina.op.complex;

import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;

/**
 * An operation that takes or gives complex numbers, too; an operation that is none refuses them. {@link Alike}, {@link ByParts},
 * {@link Product}, {@link Unary} and {@link Binary} bring the kernel.
 *
 * <p>Gradients by complex numbers are TensorFlow's: that of a real number by {@code x + iy} is {@code ∂/∂x + i ∂/∂y}, so that
 * a step against it descends. Behind a function that is holomorphic it is the gradient by the result times the conjugate of the
 * derivative.
 */
public interface ComplexOp extends Op {
    /** The kernel, where an input or output is complex. */
    Kernel complexKernel(KernelContext c);

    /**
     * The kernel of any operation.
     *
     * @throws UnimplementedException if it is of complex numbers and the operation takes none
     */
    static Kernel kernel(Op op, KernelContext c) {
        if (!isComplex(c)) {
            return op.kernel(c);
        }
        if (op instanceof ComplexOp complex) {
            return complex.complexKernel(c);
        }
        throw new UnimplementedException(
                op.name() + " takes no complex numbers",
                "work on the parts: tf.real(x), tf.imag(x), and tf.complex(re, im) of the results");
    }

    private static boolean isComplex(KernelContext c) {
        for (int i = 0; i < c.inputs(); i++) {
            if (c.inputType(i).isComplex()) {
                return true;
            }
        }
        for (int i = 0; i < c.outputs(); i++) {
            if (c.outputType(i).isComplex()) {
                return true;
            }
        }
        return false;
    }

    /** One whose kernel is the same for any type, as it looks at no element. */
    interface Alike extends ComplexOp {
        @Override
        default Kernel complexKernel(KernelContext c) {
            return kernel(c);
        }
    }

    /** One that does with the real and the imaginary parts, each by themselves, what it does with real numbers. */
    interface ByParts extends ComplexOp {
        @Override
        default Kernel complexKernel(KernelContext c) {
            return new PartsKernel(c, this);
        }
    }

    /** One of two complex operands that is linear in each, as a product of matrices is. */
    interface Product extends ComplexOp {
        /** Says whether it is the conjugate of an operand's elements that is multiplied. */
        boolean conjugates(int operand);

        @Override
        default Kernel complexKernel(KernelContext c) {
            return new ProductKernel(c, this);
        }
    }

    /** One whose element i depends on element i of its only operand. */
    interface Unary extends ComplexOp {
        /** The loop over the first {@code n} elements: of complex ones the parts lie in turn, each two behind the one before. */
        void complexes(double[] x, double[] y, int n);

        @Override
        default Kernel complexKernel(KernelContext c) {
            return ComplexKernel.of(c, (x, y, n) -> complexes(x[0], y, n));
        }
    }

    /** One of two operands that broadcast. */
    interface Binary extends ComplexOp {
        /** The loop over the first {@code n} elements, as in {@link Unary}. */
        void complexes(double[] x, double[] y, double[] z, int n);

        @Override
        default Kernel complexKernel(KernelContext c) {
            return ComplexKernel.of(c, (x, z, n) -> complexes(x[0], x[1], z, n));
        }
    }
}

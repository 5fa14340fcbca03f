package dev.lamina.op.complex;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.op.kernel.Retyped;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;

/** A product of complex operands made of four of real ones: {@code (a + ib)(c + id) = ac - bd + i(ad + bc)}. */
final class ProductKernel implements Kernel {
    private final Kernel kernel;
    private final int[] signs = new int[2];
    private final Buffer[][] parts = new Buffer[2][2];
    private final Buffer[] product;
    private final Buffer sum;
    private final Buffer[] operands = new Buffer[2];

    ProductKernel(KernelContext c, ComplexOp.Product op) {
        KernelContext real = new Retyped(c, DType::partType);
        for (int i = 0; i < 2; i++) {
            signs[i] = op.conjugates(i) ? -1 : 1;
            for (int part = 0; part < 2; part++) {
                parts[i][part] = c.workspace(real.inputType(i), c.inputShape(i));
            }
        }
        product = new Buffer[] {c.workspace(real.outputType(0), c.outputShape(0))};
        sum = c.workspace(real.outputType(0), c.outputShape(0));
        kernel = op.kernel(real);
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        for (int i = 0; i < 2; i++) {
            Parts.take(inputs[i], 0, parts[i][0]);
            Parts.take(inputs[i], 1, parts[i][1]);
        }
        multiply(0, 0);
        sum.copyFrom(product[0]);
        multiply(1, 1);
        Parts.add(product[0], -signs[0] * signs[1], sum);
        Parts.put(sum, outputs[0], 0);
        multiply(0, 1);
        sum.copyFrom(product[0]);
        if (signs[1] < 0) {
            Parts.negate(sum);
        }
        multiply(1, 0);
        Parts.add(product[0], signs[0], sum);
        Parts.put(sum, outputs[0], 1);
    }

    private void multiply(int part, int other) {
        operands[0] = parts[0][part];
        operands[1] = parts[1][other];
        kernel.run(operands, product);
    }
}

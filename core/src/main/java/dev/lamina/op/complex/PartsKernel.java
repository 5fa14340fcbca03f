package dev.lamina.op.complex;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.op.kernel.Retyped;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;

/** Runs an operation's kernel for real numbers on the real parts of what is complex, then on the imaginary ones. */
final class PartsKernel implements Kernel {
    private final Kernel kernel;
    private final Op op;
    private final Buffer[] inputs;
    private final Buffer[] outputs;

    PartsKernel(KernelContext c, Op op) {
        this.op = op;
        KernelContext parts = new Retyped(c, DType::partType);
        inputs = new Buffer[c.inputs()];
        for (int i = 0; i < inputs.length; i++) {
            if (c.inputType(i).isComplex() && !op.needsShapeOnly(i)) {
                inputs[i] = c.workspace(parts.inputType(i), c.inputShape(i));
            }
        }
        outputs = new Buffer[c.outputs()];
        for (int i = 0; i < outputs.length; i++) {
            if (c.outputType(i).isComplex()) {
                outputs[i] = c.workspace(parts.outputType(i), c.outputShape(i));
            }
        }
        kernel = op.kernel(parts);
    }

    @Override
    public void run(Buffer[] given, Buffer[] results) {
        for (int part = 0; part < 2; part++) {
            for (int i = 0; i < inputs.length; i++) {
                if (given[i].dtype().isComplex() && !op.needsShapeOnly(i)) {
                    Parts.take(given[i], part, inputs[i]);
                } else {
                    inputs[i] = given[i];
                }
            }
            for (int i = 0; i < outputs.length; i++) {
                if (!results[i].dtype().isComplex()) {
                    outputs[i] = results[i];
                }
            }
            kernel.run(inputs, outputs);
            for (int i = 0; i < outputs.length; i++) {
                if (results[i].dtype().isComplex()) {
                    Parts.put(outputs[i], results[i], part);
                }
            }
        }
    }
}

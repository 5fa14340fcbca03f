package dev.lamina.testing;

import dev.lamina.graph.Sample;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import dev.lamina.testing.Operation.Case;
import dev.lamina.testing.SampleGraph.Inputs;
import java.util.ArrayList;
import java.util.List;

/** What is asked of an operation that takes complex numbers. */
final class ComplexContract {
    private ComplexContract() {}

    /** What works by parts gives for each part what it gives for real numbers. */
    static void check(Case each) {
        List<Tensor> values = run(each.sample());
        if (!(each.sample().op() instanceof ComplexOp.ByParts)
                && !(each.sample().op() instanceof ComplexOp.Alike)) {
            return;
        }
        for (int part = 0; part < 2; part++) {
            Sample sample = each.sample();
            Sample real = new Sample(
                    sample.op(), parts(sample.inputs(), part), List.of(), null, false, List.of(), sample.handles());
            Agreement.close(
                    each.name() + (part == 0 ? ": real parts" : ": imaginary parts"), parts(values, part), run(real));
        }
    }

    private static List<Tensor> run(Sample sample) {
        try (SampleGraph graph = new SampleGraph(sample, Inputs.PLACEHOLDERS)) {
            graph.initialize();
            return graph.run();
        }
    }

    private static List<Tensor> parts(List<Tensor> values, int part) {
        List<Tensor> parts = new ArrayList<>();
        for (Tensor value : values) {
            parts.add(value.dtype().isComplex() ? part(value, part) : value);
        }
        return parts;
    }

    private static Tensor part(Tensor value, int part) {
        double[] numbers = new double[value.size()];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = part == 0 ? value.buffer().realPart(k) : value.buffer().imaginaryPart(k);
        }
        return Tensor.of(
                Tensor.wrap(DType.FLOAT64, numbers, value.shape()),
                value.dtype().partType());
    }
}

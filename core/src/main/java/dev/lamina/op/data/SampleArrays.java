package dev.lamina.op.data;

import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/** Arrays of tensors for samples. */
final class SampleArrays {
    private SampleArrays() {}

    /** An array of so many float32 tensors, of which the first are written. */
    static Sample.Handle ofFloats(int size, Object... written) {
        return of(DType.FLOAT32, size, written);
    }

    /** An array of so many tensors, of which the first are written. */
    static Sample.Handle of(DType dtype, int size, Object... written) {
        return scope -> {
            Op op = new TensorArrayV3(dtype, Shape.unknown(), false, true, false, "");
            List<Output> array = scope.node(op, List.of(Const.of(scope, size))).outputs();
            Output flow = array.get(1);
            for (int i = 0; i < written.length; i++) {
                flow = TensorArrayWriteV3.of(
                        scope, array.get(0), Const.of(scope, i), Const.of(scope, written[i]), flow);
            }
            return Identity.of(scope.after(List.of(flow.node())), array.get(0));
        };
    }
}

package dev.lamina.op.state;

import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Superseded;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/** The form before {@link VariableV2}, in which the shape of a scalar also says that the shape is not known. */
@OpDef(
        outputs = "ref: Ref(dtype)",
        attrs = {"shape: shape", "dtype: type", "container: string = ''", "shared_name: string = ''"},
        stateful = true)
record Variable(Shape shape, DType dtype, String container, String sharedName) implements Superseded {
    @Override
    public Op successor() {
        boolean isKnown = shape.hasRank() && shape.rank() > 0;
        return new VariableV2(isKnown ? shape : Shape.unknown(), dtype, container, sharedName);
    }
}

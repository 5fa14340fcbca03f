package dev.lamina.op.lookup;

import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Superseded;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * A table of keys and values that are tensors of one shape, which operations change. It is empty when a session begins.
 *
 * @param container kept for TensorFlow; a session has one container
 * @param sharedName the name under which nodes share a table; the node's own if empty
 * @param useNodeNameSharing kept for TensorFlow
 * @param keyDtype the type of the keys
 * @param valueDtype the type of the values
 * @param valueShape the shape of a value
 */
@OpDef(
        outputs = "table_handle: resource",
        attrs = {
            "container: string = ''",
            "shared_name: string = ''",
            "use_node_name_sharing: bool = false",
            "key_dtype: type",
            "value_dtype: type",
            "value_shape: shape = []"
        },
        stateful = true)
public record MutableHashTableOfTensorsV2(
        String container,
        String sharedName,
        boolean useNodeNameSharing,
        DType keyDtype,
        DType valueDtype,
        Shape valueShape)
        implements TableOp {
    /** Adds a table of its own. */
    public static Output of(Scope scope, DType keyDtype, DType valueDtype, Shape valueShape) {
        return scope.output(new MutableHashTableOfTensorsV2("", "", false, keyDtype, valueDtype, valueShape));
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(
            outputs = "table_handle: Ref(string)",
            attrs = {
                "container: string = ''",
                "shared_name: string = ''",
                "use_node_name_sharing: bool = false",
                "key_dtype: type",
                "value_dtype: type",
                "value_shape: shape = []"
            },
            stateful = true)
    record MutableHashTableOfTensors(
            String container,
            String sharedName,
            boolean useNodeNameSharing,
            DType keyDtype,
            DType valueDtype,
            Shape valueShape)
            implements Superseded {
        @Override
        public Op successor() {
            return new MutableHashTableOfTensorsV2(
                    container, sharedName, useNodeNameSharing, keyDtype, valueDtype, valueShape);
        }
    }

    static List<Sample> samples() {
        return List.of();
    }
}

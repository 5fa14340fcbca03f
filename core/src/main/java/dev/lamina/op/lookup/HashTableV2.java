package dev.lamina.op.lookup;

import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Superseded;
import dev.lamina.tensor.DType;
import java.util.List;

/**
 * A table that is filled once, and then only read: what {@link InitializeTableV2} or {@link
 * InitializeTableFromTextFileV2} gave it, it keeps for the session's life.
 *
 * @param container kept for TensorFlow; a session has one container
 * @param sharedName the name under which nodes share a table; the node's own if empty
 * @param useNodeNameSharing kept for TensorFlow
 * @param keyDtype the type of the keys
 * @param valueDtype the type of the values
 */
@OpDef(
        outputs = "table_handle: resource",
        attrs = {
            "container: string = ''",
            "shared_name: string = ''",
            "use_node_name_sharing: bool = false",
            "key_dtype: type",
            "value_dtype: type"
        },
        stateful = true)
public record HashTableV2(
        String container, String sharedName, boolean useNodeNameSharing, DType keyDtype, DType valueDtype)
        implements TableOp {
    /** Adds a table of its own. */
    public static Output of(Scope scope, DType keyDtype, DType valueDtype) {
        return scope.output(new HashTableV2("", "", false, keyDtype, valueDtype));
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(
            outputs = "table_handle: Ref(string)",
            attrs = {
                "container: string = ''",
                "shared_name: string = ''",
                "use_node_name_sharing: bool = false",
                "key_dtype: type",
                "value_dtype: type"
            },
            stateful = true)
    record HashTable(String container, String sharedName, boolean useNodeNameSharing, DType keyDtype, DType valueDtype)
            implements Superseded {
        @Override
        public Op successor() {
            return new HashTableV2(container, sharedName, useNodeNameSharing, keyDtype, valueDtype);
        }
    }

    @Override
    public boolean isMutable() {
        return false;
    }

    static List<Sample> samples() {
        return List.of();
    }
}

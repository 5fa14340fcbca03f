package dev.lamina.op.lookup;

import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** Tables for samples. */
final class Tables {
    private Tables() {}

    /** A table that is filled once, with content. */
    static Sample.Handle filled(Object keys, Object values) {
        return scope -> {
            Tensor k = Tensor.of(keys);
            Tensor v = Tensor.of(values);
            Output table = HashTableV2.of(scope, k.dtype(), v.dtype());
            return after(scope, InitializeTableV2.of(scope, table, Const.of(scope, k), Const.of(scope, v)), table);
        };
    }

    /** A table of string to int64 in which nothing is. */
    static Sample.Handle empty() {
        return scope -> HashTableV2.of(scope, DType.STRING, DType.INT64);
    }

    /** A table that can be changed, with content. */
    static Sample.Handle mutable(Object keys, Object values) {
        return scope -> {
            Tensor k = Tensor.of(keys);
            Tensor v = Tensor.of(values);
            Output table = v.shape().rank() == 1
                    ? MutableHashTableV2.of(scope, k.dtype(), v.dtype())
                    : MutableHashTableOfTensorsV2.of(
                            scope,
                            k.dtype(),
                            v.dtype(),
                            v.shape().slice(1, v.shape().rank()));
            return after(scope, LookupTableInsertV2.of(scope, table, Const.of(scope, k), Const.of(scope, v)), table);
        };
    }

    private static Output after(Scope scope, Node first, Output table) {
        return Identity.of(scope.after(List.of(first)), table);
    }
}

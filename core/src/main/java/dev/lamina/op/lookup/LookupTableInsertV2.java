package dev.lamina.op.lookup;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Superseded;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Gives keys values, in a table that can be changed; of values for one key the last counts.
 *
 * <p>Errors: a table of other types, or one that is only initialised; values of another shape than that of the keys with
 * that of a value behind it.
 */
@OpDef(
        inputs = {"table_handle: resource", "keys: Tin", "values: Tout"},
        attrs = {"Tin: type", "Tout: type"},
        stateful = true)
public record LookupTableInsertV2() implements Op {
    /** Adds an insertion. */
    public static Node of(Scope scope, Operand table, Operand keys, Operand values) {
        return scope.node(new LookupTableInsertV2(), List.of(table, keys, values));
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(
            inputs = {"table_handle: Ref(string)", "keys: Tin", "values: Tout"},
            attrs = {"Tin: type", "Tout: type"})
    record LookupTableInsert() implements Superseded {
        @Override
        public Op successor() {
            return new LookupTableInsertV2();
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        DType keyType = c.inputType(1);
        DType valueType = c.inputType(2);
        return (inputs, outputs) ->
                LookupTable.in(c, inputs[0], keyType, valueType).insert(c, inputs[1], inputs[2]);
    }

    static List<Sample> samples() {
        Sample.Handle table = Tables.mutable(new String[] {"a"}, new long[] {1});
        return List.of(
                Sample.rough(new LookupTableInsertV2(), table, new String[] {"b"}, new long[] {2}),
                Sample.refused(
                        "Expected shape [1] for value, got [2]",
                        new LookupTableInsertV2(),
                        table,
                        new String[] {"b"},
                        new long[] {2, 3}),
                Sample.refused(
                        "Insert is not supported",
                        new LookupTableInsertV2(),
                        Tables.filled(new String[] {"a"}, new long[] {1}),
                        new String[] {"b"},
                        new long[] {2}));
    }
}

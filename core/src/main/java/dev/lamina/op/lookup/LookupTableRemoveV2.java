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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Takes keys out of a table that can be changed, those that are there.
 *
 * <p>Errors: a table of other types, or one that is only initialised.
 */
@OpDef(
        inputs = {"table_handle: resource", "keys: Tin"},
        attrs = "Tin: type",
        stateful = true)
public record LookupTableRemoveV2() implements Op {
    /** Adds a removal. */
    public static Node of(Scope scope, Operand table, Operand keys) {
        return scope.node(new LookupTableRemoveV2(), List.of(table, keys));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        DType keyType = c.inputType(1);
        return (inputs, outputs) -> {
            LookupTable table = LookupTable.in(c, inputs[0]);
            LookupTable.in(c, inputs[0], keyType, table.valueType).remove(inputs[1]);
        };
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(
                        new LookupTableRemoveV2(),
                        Tables.mutable(new String[] {"a"}, new long[] {1}),
                        new String[] {"a", "b"}),
                Sample.refused(
                        "Remove is not supported",
                        new LookupTableRemoveV2(),
                        Tables.filled(new String[] {"a"}, new long[] {1}),
                        new String[] {"b"}));
    }
}

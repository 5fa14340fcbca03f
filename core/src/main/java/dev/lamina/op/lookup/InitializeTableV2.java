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
 * Fills a table that is filled once; a second time it has to be with the same.
 *
 * <p>Errors: a table of other types, one that was filled with other content, or one that operations change; keys that are no
 * vector, or not as many as values; one key with two values.
 */
@OpDef(
        inputs = {"table_handle: resource", "keys: Tkey", "values: Tval"},
        attrs = {"Tkey: type", "Tval: type"},
        stateful = true)
public record InitializeTableV2() implements Op {
    /** Adds the operation. */
    public static Node of(Scope scope, Operand table, Operand keys, Operand values) {
        return scope.node(new InitializeTableV2(), List.of(table, keys, values));
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(
            inputs = {"table_handle: Ref(string)", "keys: Tkey", "values: Tval"},
            attrs = {"Tkey: type", "Tval: type"})
    record InitializeTable() implements Superseded {
        @Override
        public Op successor() {
            return new InitializeTableV2();
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape keys = c.withRank(1, 1, "keys");
        if (!keys.isCompatibleWith(c.shape(2))) {
            throw c.error("keys and values must have the same size, got " + keys + " and " + c.shape(2));
        }
        return List.of();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        DType keyType = c.inputType(1);
        DType valueType = c.inputType(2);
        return (inputs, outputs) -> {
            LookupTable table = LookupTable.in(c, inputs[0], keyType, valueType);
            table.initialize(c, table.entries(c, inputs[1], inputs[2], false));
        };
    }

    static List<Sample> samples() {
        String[] keys = {"a", "b"};
        return List.of(
                Sample.rough(new InitializeTableV2(), Tables.empty(), keys, new long[] {1, 2}),
                Sample.rough(new InitializeTableV2(), Tables.filled(keys, new long[] {1, 2}), keys, new long[] {1, 2}),
                Sample.refused(
                        "Table was already initialized with different data.",
                        new InitializeTableV2(),
                        Tables.filled(keys, new long[] {1, 2}),
                        keys,
                        new long[] {1, 3}),
                Sample.refused(
                        "HashTable has different value for same key. Key a has 1 and trying to add value 2",
                        new InitializeTableV2(),
                        Tables.empty(),
                        new String[] {"a", "a"},
                        new long[] {1, 2}),
                Sample.refused(
                        "keys and values must have the same size, got [2] and [1]",
                        new InitializeTableV2(),
                        Tables.empty(),
                        keys,
                        new long[] {1}));
    }
}

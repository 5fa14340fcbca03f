package dev.lamina;

import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.lookup.HashTableV2;
import dev.lamina.op.lookup.InitializeTableFromTextFileV2;
import dev.lamina.op.lookup.InitializeTableV2;
import dev.lamina.op.lookup.LookupTableFindV2;
import dev.lamina.op.lookup.LookupTableInsertV2;
import dev.lamina.op.lookup.LookupTableRemoveV2;
import dev.lamina.op.lookup.LookupTableSizeV2;
import dev.lamina.op.lookup.MutableHashTableV2;
import dev.lamina.tensor.DType;

/** Tables that a session keeps: keys with values, looked up by many at once. Made by {@link Tf#lookup}. */
public final class Lookup {
    /** The collection of what fills tables, as TensorFlow names it: see {@link Tf#tablesInitializer}. */
    static final String INITIALIZERS = "table_initializer";

    private final Scope scope;

    Lookup(Scope scope) {
        this.scope = scope;
    }

    /** A table of these keys and values, vectors of one length: its handle. {@link Tf#tablesInitializer} fills it. */
    public Output hashTable(Operand keys, Operand values) {
        Output table =
                HashTableV2.of(scope, keys.asOutput().dtype(), values.asOutput().dtype());
        initialize(InitializeTableV2.of(unnamed(), table, keys, values));
        return table;
    }

    /**
     * A table of the lines of a text file, whose name is a string scalar, to their numbers from 0 on (int64): its handle.
     * {@link Tf#tablesInitializer} fills it.
     */
    public Output vocabulary(Operand filename) {
        Output table = HashTableV2.of(scope, DType.STRING, DType.INT64);
        initialize(InitializeTableFromTextFileV2.of(
                unnamed(),
                table,
                filename,
                InitializeTableFromTextFileV2.WHOLE_LINE,
                InitializeTableFromTextFileV2.LINE_NUMBER,
                '\t'));
        return table;
    }

    /** A table that is empty when a session begins, and that {@link #insert} and {@link #remove} change: its handle. */
    public Output mutableHashTable(DType keys, DType values) {
        return MutableHashTableV2.of(scope, keys, values);
    }

    /** The values of keys of any shape; for those that are not in the table the default. */
    public Output find(Operand table, Operand keys, Operand defaultValue) {
        return LookupTableFindV2.of(scope, table, keys, defaultValue);
    }

    /** Gives keys values, in a table that can be changed. */
    public Node insert(Operand table, Operand keys, Operand values) {
        return LookupTableInsertV2.of(scope, table, keys, values);
    }

    /** Takes keys out of a table that can be changed. */
    public Node remove(Operand table, Operand keys) {
        return LookupTableRemoveV2.of(scope, table, keys);
    }

    /** How many keys a table has, as int64. */
    public Output size(Operand table) {
        return LookupTableSizeV2.of(scope, table);
    }

    private Scope unnamed() {
        return scope.named(null); // a name is the table's
    }

    private void initialize(Node initializer) {
        scope.graph().addToCollection(INITIALIZERS, initializer);
    }
}

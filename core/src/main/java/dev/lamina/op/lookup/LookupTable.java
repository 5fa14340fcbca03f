package dev.lamina.op.lookup;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of a session: keys, in the order in which they came, each with a value. Any number of threads may use it.
 *
 * <p>One that is filled once refuses lookups before that, and other content afterwards; one that is changed begins empty.
 */
final class LookupTable {
    final DType keyType;
    final DType valueType;
    final Shape valueShape;
    private final boolean isMutable;
    private final Map<Object, Object> entries = new LinkedHashMap<>();
    private boolean isInitialized;

    private LookupTable(TableOp op) {
        keyType = op.keyDtype();
        valueType = op.valueDtype();
        valueShape = op.valueShape();
        isMutable = op.isMutable();
        isInitialized = isMutable;
    }

    /** The session's table of that name, for an operation that has a handle of it. */
    static LookupTable of(KernelContext c, TableOp op) {
        LookupTable wanted = new LookupTable(op);
        LookupTable table = c.resource(op.sharedName(), LookupTable.class, () -> wanted);
        if (table.keyType != wanted.keyType
                || table.valueType != wanted.valueType
                || table.isMutable != wanted.isMutable
                || !table.valueShape.equals(wanted.valueShape)) {
            throw c.error("Conflicting key/value dtypes: the session has a table of that name that is " + table
                    + ", not " + wanted);
        }
        return table;
    }

    /** The table that a handle stands for. */
    static LookupTable in(KernelContext c, Buffer handle) {
        if (handle.size() == 1 && handle.objects()[0] instanceof LookupTable table) {
            return table;
        }
        throw c.error("the handle is not one of a table");
    }

    /** The table that a handle stands for, of these types. */
    static LookupTable in(KernelContext c, Buffer handle, DType keyType, DType valueType) {
        LookupTable table = in(c, handle);
        if (table.keyType != keyType || table.valueType != valueType) {
            throw c.error("Conflicting key/value dtypes " + keyType.tensorFlowName() + "->" + valueType.tensorFlowName()
                    + " with " + table.keyType.tensorFlowName() + "->" + table.valueType.tensorFlowName());
        }
        return table;
    }

    synchronized int size() {
        return entries.size();
    }

    /** The values of keys, in the shape of the keys with that of a value behind it. */
    synchronized Tensor find(KernelContext c, Buffer keys, Buffer defaultValue) {
        requireInitialized();
        int width = valueShape.size();
        boolean isOneForAll = defaultValue.shape().equals(valueShape);
        Tensor values = Tensor.zeros(valueType, keys.shape().concat(valueShape));
        if (!isOneForAll && !defaultValue.shape().equals(values.shape())) {
            throw c.error("Expected shape " + valueShape + " for default value, got " + defaultValue.shape());
        }
        for (int i = 0; i < keys.size(); i++) {
            Object value = entries.get(Cells.box(keys, i, 1));
            if (value == null) {
                value = Cells.box(defaultValue, isOneForAll ? 0 : i, width);
            }
            Cells.unbox(value, values.buffer(), i);
        }
        return values;
    }

    /** Fills a table that is filled once; a second time it has to be with the same. */
    synchronized void initialize(KernelContext c, Map<Object, Object> content) {
        if (isMutable) {
            throw c.error("the table is not one that is initialised: insert into it");
        }
        if (isInitialized && !entries.equals(content)) {
            throw new FailedPreconditionException(
                    c.nodeName() + ": Table was already initialized with different data.");
        }
        entries.putAll(content);
        isInitialized = true;
    }

    /** Gives keys values; of values for one key the last counts. */
    synchronized void insert(KernelContext c, Buffer keys, Buffer values) {
        requireMutable("Insert");
        entries.putAll(entries(c, keys, values, true));
    }

    /** Takes keys out, if they are there. */
    synchronized void remove(Buffer keys) {
        requireMutable("Remove");
        for (int i = 0; i < keys.size(); i++) {
            entries.remove(Cells.box(keys, i, 1));
        }
    }

    /** Replaces all that is there. */
    synchronized void replace(KernelContext c, Buffer keys, Buffer values) {
        Map<Object, Object> content = entries(c, keys, values, isMutable);
        if (!isMutable) {
            initialize(c, content);
            return;
        }
        entries.clear();
        entries.putAll(content);
    }

    /** All keys and all values, in the order in which the keys came. */
    synchronized List<Tensor> content() {
        requireInitialized();
        Tensor keys = Tensor.zeros(keyType, Shape.of(entries.size()));
        Tensor values = Tensor.zeros(valueType, Shape.of(entries.size()).concat(valueShape));
        int next = 0;
        for (Map.Entry<Object, Object> entry : entries.entrySet()) {
            Cells.unbox(entry.getKey(), keys.buffer(), next);
            Cells.unbox(entry.getValue(), values.buffer(), next);
            next++;
        }
        return List.of(keys, values);
    }

    /**
     * Keys with their values.
     *
     * @param replaces whether another value for a key takes the place of the first, which is refused if not
     */
    Map<Object, Object> entries(KernelContext c, Buffer keys, Buffer values, boolean replaces) {
        if (!values.shape().equals(keys.shape().concat(valueShape))) {
            throw c.error("Expected shape " + keys.shape().concat(valueShape) + " for value, got " + values.shape());
        }
        Map<Object, Object> content = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            add(c, content, Cells.box(keys, i, 1), Cells.box(values, i, valueShape.size()), replaces);
        }
        return content;
    }

    /** Adds an entry to the content of a table. */
    static void add(KernelContext c, Map<Object, Object> content, Object key, Object value, boolean replaces) {
        Object other = content.put(key, value);
        if (other != null && !replaces && !other.equals(value)) {
            throw c.error("HashTable has different value for same key. Key " + key + " has " + other
                    + " and trying to add value " + value);
        }
    }

    private void requireInitialized() {
        if (!isInitialized) {
            throw new FailedPreconditionException(
                    "Table not initialized.",
                    "run tf.tablesInitializer() first, or the operation that fills the table");
        }
    }

    private void requireMutable(String what) {
        if (!isMutable) {
            throw new UnimplementedException(
                    what + " is not supported by tables that are initialised", "make a MutableHashTableV2");
        }
    }

    /** What it maps to what, as in {@code a mutable table of string to int64}. */
    @Override
    public String toString() {
        return (isMutable ? "a mutable table of " : "a table of ") + keyType.tensorFlowName() + " to "
                + valueType.tensorFlowName() + (valueShape.rank() == 0 ? "" : valueShape);
    }
}

package dev.lamina.op.lookup;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.graph.Superseded;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of keys; for those that are not in the table the default value, one for all or one for each.
 *
 * <p>The result has the shape of the keys, with that of a value behind it. Errors: a table of other types, or one that was
 * not initialised.
 */
@OpDef(
        inputs = {"table_handle: resource", "keys: Tin", "default_value: Tout"},
        outputs = "values: Tout",
        attrs = {"Tin: type", "Tout: type"},
        stateful = true)
public record LookupTableFindV2() implements ShapedByKernel {
    /** Adds a lookup. */
    public static Output of(Scope scope, Operand table, Operand keys, Operand defaultValue) {
        return scope.output(new LookupTableFindV2(), table, keys, defaultValue);
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(
            inputs = {"table_handle: Ref(string)", "keys: Tin", "default_value: Tout"},
            outputs = "values: Tout",
            attrs = {"Tin: type", "Tout: type"})
    record LookupTableFind() implements Superseded {
        @Override
        public Op successor() {
            return new LookupTableFindV2();
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape keys = c.shape(1);
        Shape missing = c.shape(2);
        if (!keys.hasRank() || !missing.hasRank()) {
            return List.of(Shape.unknown());
        }
        boolean mayBeOneForEach = keys.rank() > 0
                && missing.rank() >= keys.rank()
                && missing.slice(0, keys.rank()).isCompatibleWith(keys);
        return List.of(mayBeOneForEach ? Shape.unknown() : keys.concat(missing));
    }

    @Override
    public boolean isShapedByKernel(Node node, int output) {
        return !node.input(2).shape().equals(Shape.scalar()) && ShapedByKernel.super.isShapedByKernel(node, output);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        DType keyType = c.inputType(1);
        DType valueType = c.inputType(2);
        return (inputs, outputs) -> {
            LookupTable table = LookupTable.in(c, inputs[0], keyType, valueType);
            ShapedByKernel.give(outputs[0], table.find(c, inputs[1], inputs[2]));
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        Sample.Handle table = Tables.filled(new String[] {"a", "b"}, new long[] {10, 20});
        return List.of(
                Sample.rough(new LookupTableFindV2(), table, new String[][] {{"b", "a"}, {"c", "b"}}, -1L)
                        .gives((Object) new long[][] {{20, 10}, {-1, 20}}),
                Sample.rough(new LookupTableFindV2(), Tables.filled(new int[] {7}, new float[] {0.5f}), 7, 2f)
                        .gives(0.5f),
                Sample.rough(
                                new LookupTableFindV2(),
                                Tables.mutable(new long[] {3}, new float[][] {{1, 2}}),
                                new long[] {4, 3},
                                new float[] {8, 9})
                        .gives((Object) new float[][] {{8, 9}, {1, 2}}),
                Sample.refused(
                        "Conflicting key/value dtypes int64->int64 with string->int64",
                        new LookupTableFindV2(),
                        table,
                        new long[] {1},
                        -1L),
                Sample.refused(
                        "Table not initialized.", new LookupTableFindV2(), Tables.empty(), new String[] {"a"}, -1L));
    }
}

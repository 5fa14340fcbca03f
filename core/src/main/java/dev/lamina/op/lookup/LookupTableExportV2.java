package dev.lamina.op.lookup;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
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
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All keys of a table and their values, in the order in which the keys came.
 *
 * @param tkeys the type of the keys
 * @param tvalues the type of the values
 */
@OpDef(
        inputs = "table_handle: resource",
        outputs = {"keys: Tkeys", "values: Tvalues"},
        attrs = {"Tkeys: type", "Tvalues: type"},
        stateful = true)
public record LookupTableExportV2(DType tkeys, DType tvalues) implements ShapedByKernel {
    /** Adds the operation: keys and values. */
    public static List<Output> of(Scope scope, Operand table, DType keyDtype, DType valueDtype) {
        return scope.node(new LookupTableExportV2(keyDtype, valueDtype), List.of(table))
                .outputs();
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(
            inputs = "table_handle: Ref(string)",
            outputs = {"keys: Tkeys", "values: Tvalues"},
            attrs = {"Tkeys: type", "Tvalues: type"})
    record LookupTableExport(DType tkeys, DType tvalues) implements Superseded {
        @Override
        public Op successor() {
            return new LookupTableExportV2(tkeys, tvalues);
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.unknown(1), Shape.unknown());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            List<Tensor> content = LookupTable.in(c, inputs[0], tkeys, tvalues).content();
            ShapedByKernel.give(outputs[0], content.get(0));
            ShapedByKernel.give(outputs[1], content.get(1));
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        Sample.Handle table = Tables.mutable(new String[] {"b", "a"}, new float[][] {{1, 2}, {3, 4}});
        return List.of(
                Sample.rough(new LookupTableExportV2(DType.STRING, DType.FLOAT32), table)
                        .gives(new String[] {"b", "a"}, new float[][] {{1, 2}, {3, 4}}),
                Sample.refused(
                        "Conflicting key/value dtypes int64->float with string->float",
                        new LookupTableExportV2(DType.INT64, DType.FLOAT32),
                        table));
    }
}

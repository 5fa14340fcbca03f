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
import dev.lamina.graph.Superseded;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many keys a table has. */
@OpDef(inputs = "table_handle: resource", outputs = "size: int64", stateful = true)
public record LookupTableSizeV2() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand table) {
        return scope.output(new LookupTableSizeV2(), table);
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(inputs = "table_handle: Ref(string)", outputs = "size: int64")
    record LookupTableSize() implements Superseded {
        @Override
        public Op successor() {
            return new LookupTableSizeV2();
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) ->
                outputs[0].longs()[0] = LookupTable.in(c, inputs[0]).size();
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new LookupTableSizeV2(), Tables.filled(new String[] {"a", "b"}, new long[] {1, 1}))
                        .gives(2L),
                Sample.rough(new LookupTableSizeV2(), Tables.empty()).gives(0L));
    }
}

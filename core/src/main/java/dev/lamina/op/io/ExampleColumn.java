package dev.lamina.op.io;

import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.graph.KernelContext;
import dev.lamina.op.io.ExampleReader.Values;
import dev.lamina.op.kernel.Spread;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One feature of all examples of a batch. */
final class ExampleColumn {
    private final KernelContext c;
    private final String name;
    private final DType type;
    private final List<Values> rows = new ArrayList<>();

    /**
     * For a name, which is bytes, and a type.
     *
     * @param examples the examples, in order
     */
    ExampleColumn(KernelContext c, byte[] name, DType type, List<Map<String, Values>> examples) {
        this.c = c;
        this.name = new String(name, StandardCharsets.UTF_8);
        this.type = type;
        String key = new String(name, StandardCharsets.ISO_8859_1);
        for (Map<String, Values> example : examples) {
            Values values = example.get(key);
            if (values != null && values.type() != type) {
                throw c.error("Key: " + this.name + ".  Data types don't match. Data type: "
                        + values.type().tensorFlowName() + " but expected type: " + type.tensorFlowName());
            }
            rows.add(values == null ? new Values(type, type.newArray(0), -1) : values);
        }
    }

    private int total() {
        return rows.stream().mapToInt(row -> Math.max(row.count(), 0)).sum();
    }

    private int longest() {
        return rows.stream().mapToInt(row -> Math.max(row.count(), 0)).max().orElse(0);
    }

    /** All values, one example's behind the other's. */
    Tensor values() {
        Object all = type.newArray(total());
        int next = 0;
        for (Values row : rows) {
            if (row.count() > 0) {
                System.arraycopy(row.array(), 0, all, next, row.count());
                next += row.count();
            }
        }
        return Tensor.wrap(type, all, Shape.of(next));
    }

    /** Where each value stands: its example, if there is a batch, and its place there. */
    Tensor indices(boolean isBatch) {
        int width = isBatch ? 2 : 1;
        long[] indices = new long[Math.multiplyExact(total(), width)];
        int next = 0;
        for (int row = 0; row < rows.size(); row++) {
            for (int i = 0; i < rows.get(row).count(); i++) {
                if (isBatch) {
                    indices[next++] = row;
                }
                indices[next++] = i;
            }
        }
        return Tensor.wrap(indices, total(), width);
    }

    /** The shape that the indices are of. */
    Tensor shape(boolean isBatch) {
        return isBatch ? Tensor.of(new long[] {rows.size(), longest()}) : Tensor.of(new long[] {longest()});
    }

    /** Where each example's values begin, and the last one's end. */
    Tensor splits(DType splitType) {
        long[] splits = new long[rows.size() + 1];
        for (int row = 0; row < rows.size(); row++) {
            splits[row + 1] = splits[row] + Math.max(rows.get(row).count(), 0);
        }
        return Tensor.of(splits).cast(splitType);
    }

    /**
     * The values as a dense tensor.
     *
     * @param each the shape of an example's; if its first dimension is -1, all are as long as the longest
     * @param byDefault what stands for an example that has none, or behind one that is shorter; nothing if they must have them
     */
    Tensor dense(Shape each, Buffer byDefault, boolean isBatch) {
        boolean isVariable = each.rank() > 0 && each.dim(0) < 0;
        int stride = isVariable ? each.slice(1, each.rank()).size() : each.size();
        for (Values row : rows) {
            boolean fits = isVariable ? stride > 0 && row.count() % stride == 0 : row.count() == stride;
            if (row.count() >= 0 && !fits) {
                throw c.error("Key: " + name + ".  Number of " + type.tensorFlowName()
                        + " values != expected.  Values size: " + row.count() + " but output shape: " + each);
            }
        }
        Shape own = isVariable ? each.with(0, stride == 0 ? 0 : longest() / stride) : each;
        Shape shape = isBatch ? Shape.of(rows.size()).concat(own) : own;
        if (!shape.fitsArray()) {
            throw new ResourceExhaustedException("feature '" + name + "': no array holds " + shape);
        }
        Object all = type.newArray(shape.size());
        for (int row = 0; row < rows.size(); row++) {
            fill(rows.get(row), all, row * own.size(), own.size(), byDefault, isVariable);
        }
        return Tensor.wrap(type, all, shape);
    }

    private void fill(Values row, Object all, int at, int size, Buffer byDefault, boolean isVariable) {
        int given = Math.max(row.count(), 0);
        System.arraycopy(row.array(), 0, all, at, given);
        if (row.count() < 0 && !isVariable) {
            if (byDefault.size() != size) {
                throw c.error("Feature: " + name + " (data type: " + type.tensorFlowName()
                        + ") is required but could not be found.");
            }
            System.arraycopy(byDefault.array(), 0, all, at, size);
        } else if (isVariable && given < size && byDefault.size() == 1) {
            Spread.run(byDefault.array(), 0, all, at + given, size - given);
        } else if (isVariable && given < size && type == DType.STRING) {
            Arrays.fill((byte[][]) all, at + given, at + size, new byte[0]);
        }
    }
}

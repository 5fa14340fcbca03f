package dev.lamina.compiler;

import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableCell;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known of a region's values. */
interface Types {
    /** The shape of a value, as far as it is known. */
    Shape shape(Value value);

    /** The value's elements, if they are the same in every run. */
    @Nullable
    Tensor constant(Value value);

    /** How errors show values: {@code MatMul:0 float32[2,3], x:0 float32[3]}. */
    default String shown(List<Value> values) {
        return values.stream().map(value -> value.toString() + shape(value)).collect(Collectors.joining(", "));
    }

    /** The shape of a variable, as far as it is known: some have none before they are given a value. */
    default Shape shape(VariableCell variable) {
        return variable.shape();
    }
}

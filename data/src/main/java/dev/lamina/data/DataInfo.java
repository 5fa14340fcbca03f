package dev.lamina.data;

import java.util.List;
import java.util.Optional;

/**
 * What data tell of themselves beside types and shapes: what a model must carry along, so that it is
 * later given examples that mean the same.
 */
public interface DataInfo {
    /**
     * What the classes are called, by their number; empty where labels are no classes, or have no names.
     *
     * <p>A model's class k is the k-th of these names. Data whose names are others, or in another order,
     * must be opened with the model's names: then what they lack shifts no other.
     */
    default List<String> classNames() {
        return List.of();
    }

    /**
     * How the examples' numbers were made of a table's cells, with what was fitted for that on the
     * training part, as text; empty where they come from no table.
     */
    default Optional<String> encoding() {
        return Optional.empty();
    }
}

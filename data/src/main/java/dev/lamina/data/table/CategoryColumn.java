package dev.lamina.data.table;

import dev.lamina.error.InvalidArgumentException;
import java.util.List;

/**
 * A column of categories.
 *
 * @param name the column's name
 * @param missing what stands for a missing cell: a category, or the number of those that are not known
 * @param code how they become numbers
 * @param categories those that are known, from number 1 on; empty for those of the training rows
 */
public record CategoryColumn(String name, Missing missing, CategoryCode code, List<String> categories)
        implements Column {
    /**
     * Checks what is known.
     *
     * @throws InvalidArgumentException when a category is empty or there twice, or what stands for a missing cell is
     *     not a category
     */
    public CategoryColumn {
        categories = Vocabulary.of(categories).names();
        if (missing.policy() == Missing.Policy.MEAN
                || (missing.policy() == Missing.Policy.VALUE
                        && (missing.value().isEmpty()
                                || (!categories.isEmpty() && !categories.contains(missing.value()))))) {
            throw new InvalidArgumentException("column " + Cells.quoted(name)
                    + ": for a missing category stands one that is known or the unknown, got " + missing);
        }
    }

    /** The number of those that are not known for missing cells. */
    public CategoryColumn missingAsUnknown() {
        return new CategoryColumn(name, Missing.UNKNOWN, code, categories);
    }

    /** A stated category for missing cells; it is known, also where no training row has it. */
    public CategoryColumn missingAs(String category) {
        return new CategoryColumn(name, Missing.value(category), code, categories);
    }

    /** One feature for each category and one, the first, for all that are not known. */
    public CategoryColumn oneHot() {
        return new CategoryColumn(name, missing, CategoryCode.ONE_HOT, categories);
    }

    /** One feature: the category's number, from 1; 0 for all that are not known. */
    public CategoryColumn numbered() {
        return new CategoryColumn(name, missing, CategoryCode.NUMBER, categories);
    }

    /** The category's number for an embedding, int32 apart from the other features: from 1, 0 for all that are not known. */
    public CategoryColumn ids() {
        return new CategoryColumn(name, missing, CategoryCode.ID, categories);
    }

    /** These categories in this order, whatever the training rows hold. */
    public CategoryColumn of(String... known) {
        return new CategoryColumn(name, missing, code, List.of(known));
    }
}

package dev.lamina.model;

import dev.lamina.data.DataInfo;
import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model knows of the data that it learned from: which class each number is, and how a table's cells became numbers. It
 * is saved beside the weights, which mean nothing without it.
 */
record KnownData(List<String> classNames, Optional<String> encoding) implements DataInfo {
    private static final String ALL = "_lamina_model/";

    /** string[classes]. */
    private static final String CLASS_NAMES = ALL + "class_names";

    /** A string. */
    private static final String ENCODING = ALL + "encoding";

    static final KnownData NOTHING = new KnownData(List.of(), Optional.empty());

    /**
     * What is known after a look at some data: what they say where nothing was known.
     *
     * @throws InvalidArgumentException if they say otherwise than what was known
     */
    KnownData with(DataInfo data) {
        List<String> names = data.classNames();
        if (!names.isEmpty() && !classNames.isEmpty() && !names.equals(classNames)) {
            throw new InvalidArgumentException(
                    "the data's classes are " + names + ", the model's " + classNames
                            + ": the same number is not the same class in both",
                    "open the data with the model's names: CsvLayout.withClasses, Label.classes or ImageFolder.open take model.classNames()");
        }
        if (data.encoding().isPresent()
                && encoding.isPresent()
                && !data.encoding().equals(encoding)) {
            throw new InvalidArgumentException(
                    "the data's table was made numbers otherwise than the one that the model learned from",
                    "read it with what was fitted on the training part: model.encoding()");
        }
        return new KnownData(classNames.isEmpty() ? names : classNames, encoding.or(data::encoding));
    }

    /** As a checkpoint has it. */
    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        if (!classNames.isEmpty()) {
            tensors.put(CLASS_NAMES, Tensor.of(classNames.toArray(String[]::new)));
        }
        encoding.ifPresent(text -> tensors.put(ENCODING, Tensor.of(text)));
        return tensors;
    }

    /**
     * What a checkpoint has of it.
     *
     * @throws DataLossException if that is not what {@link #tensors} gives
     */
    static KnownData of(Map<String, Tensor> tensors) {
        Tensor names = tensors.get(CLASS_NAMES);
        List<String> known = names == null
                ? List.of()
                : List.of(Resumable.part(
                                tensors,
                                CLASS_NAMES,
                                DType.STRING,
                                names.shape().rank() == 1 ? names.shape().dim(0) : -1)
                        .strings());
        Optional<String> encoding = tensors.containsKey(ENCODING)
                ? Optional.of(Resumable.part(tensors, ENCODING, DType.STRING).strings()[0])
                : Optional.empty();
        return new KnownData(known, encoding);
    }

    /** Whether a checkpoint's tensor of that name belongs to it. */
    static boolean has(String name) {
        return name.equals(CLASS_NAMES) || name.equals(ENCODING);
    }
}

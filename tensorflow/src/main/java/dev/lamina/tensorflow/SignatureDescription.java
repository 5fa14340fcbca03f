package dev.lamina.tensorflow;

import dev.lamina.tensorflow.graph.Shapes;
import dev.lamina.tensorflow.proto.SignatureDef;
import dev.lamina.tensorflow.proto.TensorInfo;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a saved model says of a signature.
 *
 * @param method TensorFlow Serving's name of what it does
 * @param inputs the tensors to feed, by key
 * @param outputs the tensors to fetch, by key
 * @param missing the operations that Lamina lacks for it; empty if it can be run
 */
public record SignatureDescription(
        String method,
        SortedMap<String, TensorDescription> inputs,
        SortedMap<String, TensorDescription> outputs,
        List<String> missing) {
    /** Copies the maps and the list. */
    public SignatureDescription {
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
        missing = List.copyOf(missing);
    }

    static SignatureDescription of(SignatureDef def, List<String> missing) {
        return new SignatureDescription(
                def.getMethodName(), tensors(def.getInputsMap()), tensors(def.getOutputsMap()), missing);
    }

    private static SortedMap<String, TensorDescription> tensors(Map<String, TensorInfo> infos) {
        SortedMap<String, TensorDescription> tensors = new TreeMap<>();
        infos.forEach((key, info) -> tensors.put(
                key, TensorDescription.of(info.getName(), info.getDtypeValue(), Shapes.read(info.getTensorShape()))));
        return tensors;
    }
}

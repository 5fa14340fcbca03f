package dev.lamina.tensorflow;

import dev.lamina.graph.Output;
import dev.lamina.tensorflow.graph.MissingOutput;
import dev.lamina.tensorflow.graph.Shapes;
import dev.lamina.tensorflow.proto.SignatureDef;
import dev.lamina.tensorflow.proto.TensorInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a saved model computes under a name: tensors to feed and tensors to fetch, each with a key of its own.
 *
 * @param method TensorFlow Serving's name of what it does, such as {@link #PREDICT}
 * @param inputs the tensors that are fed
 * @param outputs the tensors that are computed
 */
public record ModelSignature(String method, Map<String, Output> inputs, Map<String, Output> outputs) {
    /** The method of a signature that just computes its outputs. */
    public static final String PREDICT = "tensorflow/serving/predict";

    /** The key of the signature that is run where none is named. */
    public static final String DEFAULT = "serving_default";

    /** Copies the maps in their order. */
    public ModelSignature {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** A signature that computes outputs from inputs. */
    public static ModelSignature predict(Map<String, Output> inputs, Map<String, Output> outputs) {
        return new ModelSignature(PREDICT, inputs, outputs);
    }

    SignatureDef toProto() {
        SignatureDef.Builder def = SignatureDef.newBuilder().setMethodName(method);
        inputs.forEach((key, tensor) -> def.putInputs(key, info(tensor)));
        outputs.forEach((key, tensor) -> def.putOutputs(key, info(tensor)));
        return def.build();
    }

    private static TensorInfo info(Output tensor) {
        return TensorInfo.newBuilder()
                .setName(MissingOutput.nameOf(tensor))
                .setDtype(Shapes.write(tensor.dtype()))
                .setTensorShape(Shapes.write(tensor.shape()))
                .build();
    }
}

package dev.lamina.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a {@link Face} must give for some arguments.
 *
 * @param face its key
 * @param arguments as {@link FaceCall} resolves them
 * @param expectation fails if it gives anything else
 */
record FaceCase(String face, List<Object> arguments, Consumer<FaceCall> expectation) {
    static FaceCase of(String face, Consumer<FaceCall> expectation, Object... arguments) {
        return new FaceCase(face, List.of(arguments), expectation);
    }

    /** Tensors computed by that operation, with these values. */
    static Consumer<FaceCall> gives(String op, Object... values) {
        return call -> {
            call.isMadeBy(op);
            assertThat(call.outputs()).hasSize(values.length);
            for (int i = 0; i < values.length; i++) {
                FaceCall.close("output " + i, call.value(call.outputs().get(i)), Tensor.of(values[i]));
            }
        };
    }

    /** Calls that face, or one that took its place, and fails if it gives anything else. */
    void check(Face called) {
        check(called, 0, 0);
    }

    /** The same, with two arguments exchanged. */
    void check(Face called, int one, int other) {
        try (FaceCall call = new FaceCall(called, arguments, FaceCall.NAME, one, other)) {
            expectation.accept(call);
        }
    }
}

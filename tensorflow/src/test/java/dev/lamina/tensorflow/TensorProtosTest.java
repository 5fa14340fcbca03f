package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.MemoryBudget;
import dev.lamina.tensorflow.graph.Shapes;
import dev.lamina.tensorflow.graph.TensorProtos;
import dev.lamina.tensorflow.proto.TensorProto;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorProtosTest {
    private static Tensor read(TensorProto proto) {
        return TensorProtos.read(proto, new MemoryBudget(1000));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STRING", "RESOURCE", "VARIANT"})
    void everyTypeComesBack(DType type) {
        for (Object value : new Object[] {1, new int[] {0, 1, 1}, new int[0], new int[][] {{1}}}) {
            Tensor tensor = Tensor.of(value).cast(type);
            assertThat(read(TensorProtos.write(tensor))).isEqualTo(tensor);
        }
    }

    @Test
    void stringsComeBack() {
        Tensor tensor = Tensor.of(new String[] {"a", "", "grün"});
        assertThat(read(TensorProtos.write(tensor))).isEqualTo(tensor);
    }

    /** TensorFlow's core writes texts so, and with it all but Python. */
    @Test
    void stringsAreReadFromContentToo() {
        byte[] content = {1, 0, 3, 'a', 'b', 'c', 'd'};
        assertThat(read(strings(content, 3))).isEqualTo(Tensor.of(new String[] {"a", "", "bcd"}));
        byte[] blank = {0, 0};
        assertThat(read(strings(blank, 2))).isEqualTo(Tensor.of(new String[] {"", ""}));
        for (int count : new int[] {0, 1, 2, 4, 100}) {
            refused(strings(content, count), "a tensor of string[" + count + "] has lengths and texts");
        }
        refused(strings(Arrays.copyOf(content, 6), 3), "the 6 bytes there are not");
        byte[] tooLong = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1, 'a'};
        refused(strings(tooLong, 1), "the 7 bytes there are not");
    }

    private static TensorProto strings(byte[] content, int count) {
        return TensorProto.newBuilder()
                .setDtype(Shapes.write(DType.STRING))
                .setTensorShape(Shapes.write(Shape.of(count)))
                .setTensorContent(ByteString.copyFrom(content))
                .build();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RESOURCE", "VARIANT"})
    void theLastValueRepeats(DType type) {
        TensorProto.Builder proto =
                TensorProto.newBuilder().setDtype(Shapes.write(type)).setTensorShape(Shapes.write(Shape.of(3)));
        assertThat(read(proto.build())).as("no value").isEqualTo(Tensor.zeros(type, Shape.of(3)));
        Tensor one = type == DType.STRING ? Tensor.of("s") : Tensor.of(1).cast(type);
        proto.mergeFrom(TensorProtos.write(one).toBuilder().clearTensorShape().build());
        Tensor all = type == DType.STRING
                ? Tensor.of(new String[] {"s", "s", "s"})
                : Tensor.of(new int[] {1, 1, 1}).cast(type);
        assertThat(read(proto.build())).isEqualTo(all);
    }

    @Test
    void refusesContentThatDoesNotFit() {
        TensorProto whole = TensorProtos.write(Tensor.of(new float[] {1, 2}));
        TensorProto cut = whole.toBuilder()
                .setTensorContent(whole.getTensorContent().substring(1))
                .build();
        refused(cut, "takes 8 bytes, but its tensor_content has 7");
        refused(whole.toBuilder().setDtypeValue(99).build(), "no type has the number 99");
        refused(whole.toBuilder().setTensorShape(Shapes.write(Shape.unknown())).build(), "is not known");
        TensorProto many = TensorProto.newBuilder()
                .setDtype(Shapes.write(DType.FLOAT32))
                .setTensorShape(Shapes.write(Shape.of(251)))
                .build();
        assertThatExceptionOfType(ResourceExhaustedException.class)
                .isThrownBy(() -> read(many))
                .withMessageContaining("a few bytes of the file stand for a constant of 1004 bytes");
    }

    private static void refused(TensorProto proto, String message) {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> read(proto))
                .withMessageContaining(message);
    }
}

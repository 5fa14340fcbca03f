package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.Tf;
import dev.lamina.error.DataLossException;
import dev.lamina.error.LaminaException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.op.array.Split;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.file.ProtoFile;
import dev.lamina.tensorflow.graph.SaverNodes;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged files give errors of Lamina's own kinds, quickly and without filling the memory. */
class HostileGraphTest {
    private static final int FLIPS = 4_000;

    private static byte[] file() {
        Graph graph = new Graph();
        Tf tf = Tf.create(graph);
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 4), "x");
        Operand w = tf.variable(tf.randomNormal(4, 2), "w");
        List<Output> parts = Split.of(tf.scope(), 1, tf.matmul(x, w), 2);
        Output cost = tf.reduceMean(tf.square(tf.concat(parts, 0)));
        tf.train.gradientDescent(0.1f).minimize(cost);
        return MetaGraphFile.toProto(graph, SaverNodes.variables(graph), List.of())
                .toByteArray();
    }

    private static void read(byte[] bytes) {
        MetaGraphDef def = ProtoFile.parse(bytes, MetaGraphDef.getDefaultInstance(), "damaged.meta");
        MetaGraphFile.add(new Graph(), def, "", "damaged.meta");
    }

    @Test
    void bitFlipsGiveTypedErrorsOrAGraph() {
        byte[] file = file();
        read(file);
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < FLIPS; i++) {
            byte[] damaged = file.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                read(damaged);
            } catch (LaminaException e) {
                assertThat(e.problem()).isNotEmpty();
                refused++;
            }
        }
        assertThat(refused).isBetween(FLIPS / 4, FLIPS - 1);
    }

    @Test
    void aFileThatIsCutOffIsNeverRead() {
        byte[] file = file();
        int graphEnds = file.length * 9 / 10;
        for (int length = 1; length < graphEnds; length += 7) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatExceptionOfType(DataLossException.class).isThrownBy(() -> read(cut));
        }
    }
}

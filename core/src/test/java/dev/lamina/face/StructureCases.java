package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.face.FaceCall.Made;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.op.lookup.InitializeTableFromTextFileV2;
import dev.lamina.op.queue.FIFOQueueV2;
import dev.lamina.op.queue.PaddingFIFOQueueV2;
import dev.lamina.op.queue.QueueCloseV2;
import dev.lamina.op.queue.RandomShuffleQueueV2;
import dev.lamina.session.Results;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Tables and queues: what a session keeps from run to run. */
final class StructureCases {
    private static final List<DType> TYPES = List.of(DType.FLOAT32, DType.STRING);
    private static final List<Shape> SHAPES = List.of(Shape.scalar(), Shape.scalar());

    private StructureCases() {}

    static List<FaceCase> all() {
        List<FaceCase> all = new ArrayList<>();
        all.addAll(tables());
        all.addAll(queues());
        all.addAll(dequeues());
        return all;
    }

    private static List<FaceCase> tables() {
        return List.of(
                FaceCase.of("tf.tablesInitializer()", call -> {
                    assertThat(call.result(Node.class).name()).isEqualTo("init_all_tables");
                    Operand table = call.tf.lookup.hashTable(
                            call.tf.constant(new String[] {"a"}), call.tf.constant(new long[] {1}));
                    assertThat(call.tf.tablesInitializer().controlInputs())
                            .singleElement()
                            .satisfies(each -> assertThat(each.input(0)).isEqualTo(table.asOutput()));
                }),
                FaceCase.of(
                        "tf.lookup.hashTable(Operand,Operand)",
                        call -> {
                            call.isMadeBy("HashTableV2");
                            call.run(call.tf.tablesInitializer());
                            Output table = call.result(Output.class);
                            assertThat(call.value(call.tf.lookup.find(
                                                    table, call.tf.constant(8L), call.tf.constant("none")))
                                            .strings())
                                    .containsExactly("b");
                        },
                        in(new long[] {7, 8}),
                        in(new String[] {"a", "b"})),
                FaceCase.of(
                        "tf.lookup.vocabulary(Operand)",
                        call -> {
                            call.isMadeBy("HashTableV2");
                            Node fill = (Node) call.tf
                                    .graph()
                                    .collection("table_initializer")
                                    .getFirst();
                            assertThat(fill.op()).isEqualTo(new InitializeTableFromTextFileV2(-2, -1, -1, "\t", 0));
                            assertThat(fill.input(1)).isEqualTo(call.argument(0, Output.class));
                        },
                        in("words.txt")),
                FaceCase.of(
                        "tf.lookup.mutableHashTable(DType,DType)",
                        call -> {
                            call.isMadeBy("MutableHashTableV2");
                            call.run(call.tf.lookup.insert(
                                    call.result(Output.class), call.tf.constant(1), call.tf.constant("one")));
                            assertThat(call.value(call.tf.lookup.size(call.result(Output.class)))
                                            .longValue())
                                    .isEqualTo(1);
                        },
                        DType.INT32,
                        DType.STRING),
                FaceCase.of(
                        "tf.lookup.find(Operand,Operand,Operand)",
                        gives("LookupTableFindV2", (Object) new long[] {8, -1}),
                        (Made) StructureCases::filled,
                        in(new String[] {"b", "x"}),
                        in(-1L)),
                FaceCase.of(
                        "tf.lookup.insert(Operand,Operand,Operand)",
                        call -> {
                            assertThat(call.result(Node.class).op().name()).isEqualTo("LookupTableInsertV2");
                            call.run(call.result(Node.class));
                            Operand table = call.argument(0, Output.class);
                            assertThat(call.value(call.tf.lookup.find(
                                                    table, call.tf.constant("b"), call.tf.constant(-1L)))
                                            .longValue())
                                    .isEqualTo(8);
                        },
                        (Made) StructureCases::mutable,
                        (Made) StructureCases::words,
                        in(new long[] {7, 8})),
                FaceCase.of(
                        "tf.lookup.remove(Operand,Operand)",
                        call -> {
                            call.run(call.result(Node.class));
                            assertThat(call.result(Node.class).op().name()).isEqualTo("LookupTableRemoveV2");
                        },
                        (Made) StructureCases::mutable,
                        (Made) StructureCases::words),
                FaceCase.of("tf.lookup.size(Operand)", gives("LookupTableSizeV2", 2L), (Made) StructureCases::filled));
    }

    private static List<FaceCase> queues() {
        return List.of(
                FaceCase.of(
                        "tf.queue.fifo(List,List,int)",
                        call -> assertThat(op(call)).isEqualTo(new FIFOQueueV2(TYPES, SHAPES, 5, "", "")),
                        TYPES,
                        SHAPES,
                        5),
                FaceCase.of(
                        "tf.queue.paddingFifo(List,List,int)",
                        call -> assertThat(op(call)).isEqualTo(new PaddingFIFOQueueV2(TYPES, SHAPES, 5, "", "")),
                        TYPES,
                        SHAPES,
                        5),
                FaceCase.of(
                        "tf.queue.randomShuffle(List,List,int,int)",
                        call -> assertThat(op(call)).isInstanceOfSatisfying(RandomShuffleQueueV2.class, queue -> {
                            assertThat(queue.componentTypes()).isEqualTo(TYPES);
                            assertThat(queue.shapes()).isEqualTo(SHAPES);
                            assertThat(queue.capacity()).isEqualTo(5);
                            assertThat(queue.minAfterDequeue()).isEqualTo(2);
                        }),
                        TYPES,
                        SHAPES,
                        5,
                        2),
                FaceCase.of(
                        "tf.queue.enqueue(Operand,Operand[])",
                        call -> {
                            call.run(call.result(Node.class));
                            assertThat(size(call)).isEqualTo(1);
                        },
                        (Made) StructureCases::queue,
                        (Made) tf -> new Operand[] {tf.constant(1f), tf.constant("a")}),
                FaceCase.of(
                        "tf.queue.enqueueMany(Operand,Operand[])",
                        call -> {
                            call.run(call.result(Node.class));
                            assertThat(size(call)).isEqualTo(2);
                        },
                        (Made) StructureCases::queue,
                        (Made) tf ->
                                new Operand[] {tf.constant(new float[] {1, 2}), tf.constant(new String[] {"a", "b"})}),
                FaceCase.of(
                        "tf.queue.close(Operand)",
                        call -> {
                            assertThat(call.result(Node.class).op()).isEqualTo(new QueueCloseV2(false));
                            call.run(call.result(Node.class));
                        },
                        (Made) StructureCases::queue));
    }

    private static List<FaceCase> dequeues() {
        return List.of(
                FaceCase.of(
                        "tf.queue.dequeue(Operand)",
                        call -> assertThat(filled(call, "QueueDequeueV2"))
                                .containsExactly(Tensor.of(1f), Tensor.of("a")),
                        (Made) StructureCases::queue),
                FaceCase.of(
                        "tf.queue.dequeueMany(Operand,int)",
                        call -> assertThat(filled(call, "QueueDequeueManyV2"))
                                .containsExactly(Tensor.of(new float[] {1, 2}), Tensor.of(new String[] {"a", "b"})),
                        (Made) StructureCases::queue,
                        2),
                FaceCase.of(
                        "tf.queue.dequeueUpTo(Operand,int)",
                        call -> assertThat(filled(call, "QueueDequeueUpToV2"))
                                .containsExactly(Tensor.of(new float[] {1, 2}), Tensor.of(new String[] {"a", "b"})),
                        (Made) StructureCases::queue,
                        2),
                FaceCase.of("tf.queue.size(Operand)", gives("QueueSizeV2", 0), (Made) StructureCases::queue));
    }

    private static Op op(FaceCall call) {
        Output queue = call.result(Output.class);
        assertThat(queue.node().name()).isEqualTo(FaceCall.NAME);
        return queue.node().op();
    }

    private static long size(FaceCall call) {
        return call.value(call.tf.queue.size(call.argument(0, Output.class))).longValue();
    }

    /** What is dequeued of 1 and a, 2 and b, 3 and c. */
    private static List<Tensor> filled(FaceCall call, String op) {
        call.isMadeBy(op);
        call.run(call.tf.queue.enqueueMany(
                call.argument(0, Output.class),
                call.tf.constant(new float[] {1, 2, 3}),
                call.tf.constant(new String[] {"a", "b", "c"})));
        Results results = call.session().run(call.outputs());
        return call.outputs().stream().map(results::get).toList();
    }

    private static Object words(Tf tf) {
        return tf.constant(new String[] {"a", "b"});
    }

    private static Object mutable(Tf tf) {
        return tf.lookup.mutableHashTable(DType.STRING, DType.INT64);
    }

    private static Object filled(Tf tf) {
        Operand table = tf.lookup.mutableHashTable(DType.STRING, DType.INT64);
        Node insert = tf.lookup.insert(table, tf.constant(new String[] {"a", "b"}), tf.constant(new long[] {7, 8}));
        return tf.after(insert).identity(table);
    }

    private static Object queue(Tf tf) {
        return tf.queue.fifo(TYPES, SHAPES, 5);
    }
}

package dev.lamina.tensorflow.graph;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.lamina.error.AbortedException;
import dev.lamina.error.CancelledException;
import dev.lamina.error.DataLossException;
import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.OutOfRangeException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.error.UnavailableException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.LeftOut;
import dev.lamina.tensorflow.proto.Code;
import dev.lamina.tensorflow.proto.QueueRunnerDef;
import dev.lamina.train.QueueRunner;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Queue runners as the collection of a MetaGraph has them: the names of their nodes. */
final class QueueRunnerDefs {
    /** TensorFlow's codes of the kinds of error that Lamina has. */
    private static final Map<Code, Class<? extends LaminaException>> KINDS = Map.of(
            Code.ABORTED, AbortedException.class,
            Code.CANCELLED, CancelledException.class,
            Code.DATA_LOSS, DataLossException.class,
            Code.FAILED_PRECONDITION, FailedPreconditionException.class,
            Code.INVALID_ARGUMENT, InvalidArgumentException.class,
            Code.NOT_FOUND, NotFoundException.class,
            Code.OUT_OF_RANGE, OutOfRangeException.class,
            Code.RESOURCE_EXHAUSTED, ResourceExhaustedException.class,
            Code.UNAVAILABLE, UnavailableException.class,
            Code.UNIMPLEMENTED, UnimplementedException.class);

    private QueueRunnerDefs() {}

    /** A {@link QueueRunner}, or a {@link MissingQueueRunner} if the graph lacks one of its nodes. */
    static Object read(ByteString bytes, Graph graph, String prefix) {
        QueueRunnerDef def = parse(bytes);
        Optional<String> missing =
                names(def, prefix).filter(name -> !graph.contains(name)).findFirst();
        if (missing.isPresent()) {
            String name = missing.get();
            Optional<LeftOut> leftOut = graph.leftOut().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst();
            return new MissingQueueRunner(bytes, name, leftOut);
        }
        return new QueueRunner(
                graph.node(name(def.getQueueName(), prefix)).output(0),
                def.getEnqueueOpNameList().stream()
                        .map(name -> graph.node(name(name, prefix)))
                        .toList(),
                graph.node(name(def.getCloseOpName(), prefix)),
                graph.node(name(def.getCancelOpName(), prefix)),
                kinds(def.getQueueClosedExceptionTypesList()));
    }

    private static QueueRunnerDef parse(ByteString bytes) {
        try {
            return QueueRunnerDef.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new DataLossException(
                    "the collection '" + QueueRunner.COLLECTION + "' does not hold queue runners", null, e);
        }
    }

    private static Stream<String> names(QueueRunnerDef def, String prefix) {
        return Stream.concat(
                        Stream.of(def.getQueueName(), def.getCloseOpName(), def.getCancelOpName()),
                        def.getEnqueueOpNameList().stream())
                .map(name -> name(name, prefix));
    }

    private static String name(String name, String prefix) {
        return prefix + NodeInput.parse(name).node();
    }

    /** Those that Lamina has. Files of TensorFlow before 0.12 name none, and mean the one of a queue that is closed and empty. */
    private static Set<Class<? extends LaminaException>> kinds(List<Code> codes) {
        return codes.isEmpty()
                ? Set.of(OutOfRangeException.class)
                : codes.stream().map(KINDS::get).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    static ByteString write(QueueRunner runner) {
        QueueRunnerDef.Builder def = QueueRunnerDef.newBuilder()
                .setQueueName(runner.queue().node().name())
                .setCloseOpName(runner.close().name())
                .setCancelOpName(runner.cancel().name());
        runner.enqueues().forEach(enqueue -> def.addEnqueueOpName(enqueue.name()));
        KINDS.entrySet().stream()
                .filter(kind -> runner.closedKinds().contains(kind.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(def::addQueueClosedExceptionTypes);
        return def.build().toByteString();
    }
}

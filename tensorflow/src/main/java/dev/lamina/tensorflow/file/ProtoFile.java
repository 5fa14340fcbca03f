package dev.lamina.tensorflow.file;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import dev.lamina.error.DataLossException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Protocol buffers in files, binary or as text. */
public final class ProtoFile {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private ProtoFile() {}

    /**
     * Reads a message of the prototype's kind, in whichever form it is.
     *
     * @throws dev.lamina.error.NotFoundException if there is no such file
     * @throws dev.lamina.error.InvalidArgumentException if it is a file of another kind that Lamina reads
     * @throws dev.lamina.error.UnimplementedException if it is a file of another kind that Lamina does not read
     * @throws DataLossException if the file is not such a message
     * @throws dev.lamina.error.ResourceExhaustedException if it is larger than the memory
     */
    public static <M extends Message> M read(Path file, M prototype) {
        FileStart start = FileStart.of(file);
        if (start.size() == 0) {
            throw new DataLossException(notSuch(file.toString(), prototype) + "it is empty");
        }
        FileKind.of(start).require(prototype, file);
        return parse(start, prototype);
    }

    /** The message that a file is; nothing if it is none of that kind. */
    public static <M extends Message> Optional<M> find(Path file, M prototype) {
        try {
            return Optional.of(parse(FileStart.of(file), prototype));
        } catch (DataLossException e) {
            return Optional.empty(); // the question was whether it is one
        }
    }

    private static <M extends Message> M parse(FileStart start, M prototype) {
        Path file = start.file();
        return Reading.of(file, () -> {
            Reading.sizeWithinMemory(file);
            byte[] bytes = Files.readAllBytes(file);
            return isText(start)
                    ? parseText(bytes, prototype, file.toString())
                    : parse(bytes, prototype, file.toString());
        });
    }

    /** Of a text that does not begin like one, only the name says that it was meant to be one. */
    private static boolean isText(FileStart start) {
        return start.firstField().isPresent()
                || (start.isNamed("txt") && start.text().isPresent());
    }

    public static <M extends Message> M parse(byte[] bytes, M prototype, String name) {
        try {
            return cast(prototype, prototype.getParserForType().parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new DataLossException(notSuch(name, prototype) + e.getMessage(), null, e);
        }
    }

    private static <M extends Message> M parseText(byte[] bytes, M prototype, String name) {
        Message.Builder builder = prototype.newBuilderForType();
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            TextFormat.getParser().merge(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, builder);
        } catch (TextFormat.ParseException e) {
            throw new DataLossException(notSuch(name, prototype) + e.getMessage(), null, e);
        }
        return cast(prototype, builder.build());
    }

    @SuppressWarnings("unchecked") // a message's parser and builder make messages of its own class
    private static <M extends Message> M cast(M prototype, Message message) {
        return (M) prototype.getClass().cast(message);
    }

    private static String notSuch(String name, Message prototype) {
        return name + " is not a whole " + prototype.getDescriptorForType().getName() + ": ";
    }

    /** Writes a message: as text if the file's name ends in {@code .pbtxt}, else binary; whole or not at all. */
    public static void write(Path file, Message message) {
        byte[] content = file.toString().endsWith(".pbtxt")
                ? TextFormat.printer().printToString(message).getBytes(StandardCharsets.UTF_8)
                : message.toByteArray();
        try (PendingFiles files = new PendingFiles()) {
            files.add(file, content);
            files.commit();
        } catch (IOException e) {
            throw Problems.unreachable(file, e);
        }
    }
}

package dev.lamina.data.table;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Gathers what the log is told. */
@SuppressWarnings("exports") // to other tests alone
public final class Told extends Handler implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger("dev.lamina.data");

    private final List<String> messages;

    public Told(List<String> messages) {
        this.messages = messages;
        LOGGER.addHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
        messages.add(new SimpleFormatter().formatMessage(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOGGER.removeHandler(this);
    }
}

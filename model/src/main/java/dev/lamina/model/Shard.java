package dev.lamina.model;

import dev.lamina.data.Batch;
import dev.lamina.data.BatchCursor;
import dev.lamina.data.BatchSource;
import dev.lamina.graph.Fetch;
import dev.lamina.model.shard.GradientPart;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** One shard of a training: its data, and where its random operations stand. Any session with the round's weights can do its part of a round. */
final class Shard implements AutoCloseable {
    private final int number;
    private final BatchSource data;
    private final Feeding feeding;
    private Map<String, Tensor> randomStates = Map.of();

    /** The batches of an epoch, from one of them on: rounds that follow each other go on where the last one ended. */
    private @Nullable BatchCursor batches;

    private long epoch;
    private long next;

    Shard(int number, Model model, BatchSource data) {
        this.number = number;
        this.data = data;
        feeding = model.feeding(data);
    }

    /**
     * What a shard did in a round.
     *
     * @param fetched the gradients of the last step
     * @param variables of its session afterwards
     * @param losses sums over the examples: of the loss and, where several outputs learn, of each one's
     * @param examples how many it saw
     */
    record Part(List<Tensor> fetched, Map<String, Tensor> variables, List<Double> losses, long examples) {}

    /**
     * What is to be done in a round.
     *
     * @param fetches of each step: the loss, the step, the losses of outputs; then gradients
     * @param losses how many of the fetches are losses or the step
     * @param gradients what these are
     * @param epoch the number of the epoch, from 0
     * @param batch the number of the shard's batch in that epoch
     * @param steps how many batches
     */
    record Round(List<Fetch> fetches, int losses, List<GradientPart> gradients, long epoch, long batch, int steps) {}

    /**
     * Does its part of a round.
     *
     * @param session with the round's weights
     */
    Part run(Session session, Round round) {
        session.startRandomStream(number);
        session.loadRandomStates(randomStates);
        BatchCursor cursor = at(round.epoch(), round.batch());
        double[] sums = new double[round.losses() - 1];
        long examples = 0;
        List<Tensor> fetched = new ArrayList<>();
        for (int step = 0; step < round.steps(); step++) {
            Batch given = cursor.next();
            Feed[] feeds = feeding.feeds(given);
            Results results = session.run(round.fetches(), feeds);
            sums[0] += results.get(0).doubleValue() * given.size();
            for (int i = 1; i < sums.length; i++) {
                sums[i] += results.get(i + 1).doubleValue() * given.size();
            }
            examples += given.size();
            fetched.clear();
            for (GradientPart part : round.gradients()) {
                fetched.add(part.isFed() ? fed(part, feeds) : results.get(round.losses() + fetched.size()));
            }
        }
        next = round.batch() + round.steps();
        randomStates = session.randomStates();
        return new Part(
                fetched, session.variables(), DoubleStream.of(sums).boxed().toList(), examples);
    }

    private static Tensor fed(GradientPart part, Feed[] feeds) {
        return Arrays.stream(feeds)
                .filter(feed -> feed.target().equals(part.output()))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private BatchCursor at(long from, long batch) {
        BatchCursor open = batches;
        if (open == null || epoch != from || next != batch) {
            close();
            open = data.open(from, batch);
            batches = open;
            epoch = from;
        }
        return open;
    }

    /** What is to be said of the labels of the first batch that a training reads. */
    List<String> notices(long from, long batch) {
        try (BatchCursor cursor = data.open(from, batch)) {
            return cursor.hasNext() ? feeding.notices(cursor.next()) : List.of();
        }
    }

    Map<String, Tensor> randomStates() {
        return randomStates;
    }

    void restore(Map<String, Tensor> states) {
        randomStates = states;
    }

    @Override
    public void close() {
        if (batches != null) {
            batches.close();
            batches = null;
        }
    }
}

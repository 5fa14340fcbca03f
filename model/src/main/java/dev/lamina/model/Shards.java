package dev.lamina.model;

import dev.lamina.data.BatchSource;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Fetch;
import dev.lamina.model.shard.GradientPart;
import dev.lamina.model.shard.Mean;
import dev.lamina.model.shard.Outer;
import dev.lamina.model.shard.Rounds;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.session.Threads;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rounds of a training dealt to shards, each of which computes on one thread. */
final class Shards implements Callback, Resumable, AutoCloseable {
    private static final String COUNT = "count";
    private static final String RANDOM = "random/";
    private static final String OUTER = "outer/";

    private final Model model;
    private final Rounds rounds;
    private final List<Shard> shards = new ArrayList<>();
    private final long batchesPerEpoch;
    private final Outer outer;

    /** What each step fetches: losses and the step, then the gradients if these are wanted. */
    private final List<Fetch> fetches;

    private final int losses;
    private final List<GradientPart> gradients;
    private final Set<String> trained;

    /** Sessions of the model's graph, with weights of their own, that no shard uses now. */
    private final Queue<Session> idle = new ConcurrentLinkedQueue<>();

    Shards(Model model, List<BatchSource> data, Rounds rounds) {
        this.model = model;
        this.rounds = rounds;
        if (model.isStateful()) {
            throw new InvalidArgumentException(
                    "a training in shards has no use for stateful layers: their states go on from batch to batch of one sequence",
                    "fit without shards");
        }
        for (BatchSource each : data) {
            Trainer.requireExamples("learn from", each);
            shards.add(new Shard(shards.size(), model, each));
        }
        batchesPerEpoch =
                data.stream().mapToLong(BatchSource::batchesPerEpoch).min().orElseThrow();
        outer = new Outer(rounds);
        Objective objective = model.objective();
        gradients = rounds.isOfGradients() ? objective.gradients() : List.of();
        fetches = new ArrayList<>(rounds.isOfGradients() ? objective.losses() : objective.lossAndStep());
        losses = fetches.size();
        if (rounds.isOfGradients()) {
            gradients.forEach(part -> fetches.add(part.isFed() ? fetches.getFirst() : part.output()));
            fetches.addAll(objective.averages());
        }
        trained = objective.trained().stream()
                .map(each -> each.ref().node().name())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How many steps an epoch has: as many as the shard with the fewest batches. */
    long batchesPerEpoch() {
        return batchesPerEpoch;
    }

    /** The rounds of the epoch at hand, from where the training stands. */
    Steps open(TrainingRun run) {
        return new Steps() {
            @Override
            public boolean hasNext() {
                return run.batch() < batchesPerEpoch;
            }

            @Override
            public float next() {
                return round(run);
            }

            @Override
            public void close() {
                shards.forEach(Shard::close);
            }
        };
    }

    /** What is to be said of the labels of each shard's next batch. */
    Set<String> notices(TrainingRun run) {
        return shards.stream()
                .flatMap(shard -> shard.notices(run.epoch() - 1, run.batch()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private float round(TrainingRun run) {
        Session session = model.session();
        Map<String, Tensor> before = session.variables();
        long batch = run.batch();
        int steps = (int) Math.min(rounds.steps(), batchesPerEpoch - batch);
        var round = new Shard.Round(fetches, losses, gradients, run.epoch() - 1, batch, steps);
        Shard.Part[] parts = new Shard.Part[shards.size()];
        Threads.share(parts.length, i -> {
            Session own = idle.poll();
            if (own == null) {
                own = new Session(session.graph());
            }
            try {
                own.load(before);
                parts[i] = shards.get(i).run(own, round);
            } finally {
                idle.add(own);
            }
        });
        List<Shard.Part> all = List.of(parts);
        long examples = all.stream().mapToLong(Shard.Part::examples).sum();
        if (rounds.isOfGradients()) {
            update(session, all, examples);
        } else {
            session.load(merged(before, all));
        }
        double[] sums = new double[losses - 1];
        all.forEach(part -> Arrays.setAll(sums, i -> sums[i] + part.losses().get(i)));
        run.roundDone(steps, sums, examples);
        return (float) (sums[0] / examples);
    }

    private Map<String, Tensor> merged(Map<String, Tensor> before, List<Shard.Part> parts) {
        double[] equal = new double[parts.size()];
        Arrays.fill(equal, 1.0 / equal.length);
        Map<String, Tensor> merged = new LinkedHashMap<>();
        before.forEach((name, value) -> {
            Tensor mean = Mean.of(
                    parts.stream().map(part -> part.variables().get(name)).toList(), equal);
            merged.put(name, rounds.hasOuterStep() && trained.contains(name) ? outer.step(name, value, mean) : mean);
        });
        return merged;
    }

    /** One update by the gradients of all, after moving averages have been averaged. */
    private void update(Session session, List<Shard.Part> parts, long examples) {
        double[] shares = parts.stream()
                .mapToDouble(part -> part.examples() / (double) examples)
                .toArray();
        Map<String, Tensor> averages = new LinkedHashMap<>();
        for (String name : model.weights().keySet()) {
            if (!trained.contains(name)) {
                averages.put(
                        name,
                        Mean.of(
                                parts.stream()
                                        .map(part -> part.variables().get(name))
                                        .toList(),
                                shares));
            }
        }
        session.load(averages);
        Feed[] feeds = IntStream.range(0, gradients.size())
                .mapToObj(i -> new Feed(
                        gradients.get(i).output(),
                        gradients
                                .get(i)
                                .merged(
                                        parts.stream()
                                                .map(part -> part.fetched().get(i))
                                                .toList(),
                                        shares)))
                .toArray(Feed[]::new);
        session.run(model.objective().update(), feeds);
    }

    @Override
    public String key() {
        return "shards";
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        state.put(COUNT, Tensor.of((long) shards.size()));
        for (int i = 0; i < shards.size(); i++) {
            String prefix = RANDOM + i + "/";
            shards.get(i).randomStates().forEach((name, value) -> state.put(prefix + name, value));
        }
        outer.state().forEach((name, value) -> state.put(OUTER + name, value));
        return state;
    }

    @Override
    public void restore(Map<String, Tensor> state, TrainingRun run) {
        if (!state.isEmpty()) {
            long count = Resumable.part(state, COUNT, DType.INT64).longValue();
            if (count != shards.size()) {
                throw new InvalidArgumentException(
                        "the training that was saved had " + count + " shards, this one has " + shards.size(),
                        "resume with the same shards");
            }
        }
        List<Map<String, Tensor>> random = IntStream.range(0, shards.size())
                .mapToObj(i -> below(state, RANDOM + i + "/"))
                .toList();
        random.forEach(states -> states.keySet().forEach(name -> Resumable.part(states, name, DType.INT64, 3)));
        Map<String, Tensor> momenta = below(state, OUTER);
        if (!momenta.isEmpty()) {
            model.session().variables(trained).forEach((name, value) -> {
                long length = (long) value.size() * value.dtype().width();
                Resumable.part(momenta, name, DType.FLOAT64, length);
            });
        }
        for (int i = 0; i < shards.size(); i++) {
            shards.get(i).restore(random.get(i));
        }
        outer.restore(momenta);
    }

    private static Map<String, Tensor> below(Map<String, Tensor> state, String prefix) {
        return state.entrySet().stream()
                .filter(each -> each.getKey().startsWith(prefix))
                .collect(Collectors.toMap(each -> each.getKey().substring(prefix.length()), Map.Entry::getValue));
    }

    @Override
    public void close() {
        shards.forEach(Shard::close);
        idle.forEach(Session::close);
    }
}

package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import java.util.function.Function;

/** Examples that are kept once they were read. */
record Cached(Stage input, ExampleCache cache) implements Stage {
    /**
     * The stage with its examples kept, which gives the same bits: what only orders them, as shuffling does, goes behind
     * the cache. It may, as what a map makes of an example hangs on the example, its number and the epoch alone.
     */
    static Stage of(Stage stage, Function<Stage, ExampleCache> make) {
        return stage.isSteady()
                ? new Cached(stage, make.apply(stage))
                : switch (stage) {
                    case Shuffled each -> new Shuffled(of(each.input(), make), each.seed());
                    case Repeated each -> new Repeated(of(each.input(), make), each.times(), each.size());
                    case Part each -> new Part(of(each.input(), make), each.from(), each.size());
                    case Mapped each -> of(mappedFirst(each), make);
                    case Zipped _ -> throw unequalOrders();
                    case Source _, Chosen _, Cached _ -> throw new IllegalStateException(stage + " is in order");
                };
    }

    /** The same as a map of what is not in order yet. */
    private static Stage mappedFirst(Mapped map) {
        return switch (map.input()) {
            case Shuffled each -> new Shuffled(again(map, each.input()), each.seed());
            case Repeated each -> new Repeated(again(map, each.input()), each.times(), each.size());
            case Part each -> new Part(again(map, each.input()), each.from(), each.size());
            case Mapped each -> mappedFirst(again(map, mappedFirst(each)));
            case Zipped _ -> throw unequalOrders();
            case Source _, Chosen _, Cached _ -> throw new IllegalStateException(map + " is in order");
        };
    }

    private static Mapped again(Mapped map, Stage input) {
        return new Mapped(input, map.map(), map.seed(), map.spec());
    }

    private static InvalidArgumentException unequalOrders() {
        return new InvalidArgumentException(
                "cache: what was zipped was shuffled or repeated before, so that examples are put together anew in each epoch",
                "zip first, then cache, then shuffle; or cache each before it is shuffled");
    }

    @Override
    public ExampleSpec spec() {
        return input.spec();
    }

    @Override
    public DataInfo info() {
        return input.info();
    }

    @Override
    public long size() {
        return input.size();
    }

    @Override
    public boolean isSteady() {
        return input.isSteady();
    }

    @Override
    public Reader open(long epoch, Orders orders) {
        cache.open(input);
        var reader = input.open(epoch, orders);
        return (at, into) -> {
            int index = cache.read((int) at, into);
            if (index >= 0) {
                into.origin(epoch, index);
                return;
            }
            reader.read(at, into);
            checkFixed(into);
            cache.keep((int) at, into);
        };
    }

    /** What is another in each epoch would, kept, be the same in all. */
    static void checkFixed(Example example) {
        if (example.varies()) {
            throw new InvalidArgumentException(
                    "cache: a map ahead of it draws random numbers or asks for the epoch, so that example "
                            + example.index() + " is another in each epoch: kept, it would be the same in all",
                    "put that map behind the cache: pipeline.cache().map(seed, …)");
        }
    }
}

package dev.lamina.data;

import dev.lamina.data.random.SplitMix64;
import dev.lamina.error.InvalidArgumentException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Examples in an order that the epoch's number fixes. */
sealed interface Stage
        permits Stage.Source, Stage.Shuffled, Stage.Repeated, Stage.Part, Stage.Chosen, Stage.Mapped, Zipped, Cached {
    ExampleSpec spec();

    /** The number of examples in an epoch. */
    long size();

    /** What the data tell of themselves. */
    DataInfo info();

    /** Whether an example has the same place in each epoch, and none is there twice. */
    boolean isSteady();

    /**
     * The examples of an epoch, for one thread.
     *
     * @param orders where readers of one epoch find the orders that they share
     */
    Reader open(long epoch, Orders orders);

    /** Reads an epoch's examples by their place in it. */
    interface Reader {
        void read(long at, Example into);
    }

    /** A source's examples in its order. */
    record Source(ExampleSource examples, ExampleSpec spec, long size) implements Stage {
        Source(ExampleSource examples) {
            this(examples, examples.spec(), examples.size());
        }

        @Override
        public DataInfo info() {
            return examples;
        }

        @Override
        public boolean isSteady() {
            return true;
        }

        @Override
        public Reader open(long epoch, Orders orders) {
            return (at, into) -> {
                into.origin(epoch, (int) at);
                examples.read((int) at, into);
            };
        }
    }

    /** The examples in a new order each epoch. */
    record Shuffled(Stage input, long seed) implements Stage {
        public Shuffled {
            if (input.size() > Integer.MAX_VALUE - 16) {
                throw new InvalidArgumentException(
                        "shuffle: at most 2^31 - 17 examples have an order, got " + input.size(),
                        "shuffle before repeating");
            }
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
            return false;
        }

        @Override
        public Reader open(long epoch, Orders orders) {
            var reader = input.open(epoch, orders);
            int[] order = orders.of(seed, epoch, (int) size());
            return (at, into) -> reader.read(order[(int) at], into);
        }
    }

    /** Several epochs of the input as one. */
    record Repeated(Stage input, int times, long size) implements Stage {
        @Override
        public ExampleSpec spec() {
            return input.spec();
        }

        @Override
        public DataInfo info() {
            return input.info();
        }

        @Override
        public boolean isSteady() {
            return times == 1 && input.isSteady();
        }

        @Override
        public Reader open(long epoch, Orders orders) {
            if (epoch > Long.MAX_VALUE / times - 1) {
                throw new InvalidArgumentException("epoch " + epoch + " of " + times + " epochs each has no number");
            }
            long first = epoch * times;
            return new Reader() {
                private long current = first;
                private Reader reader = input.open(first, orders);

                @Override
                public void read(long at, Example into) {
                    long wanted = first + at / input.size();
                    if (wanted != current) {
                        reader = input.open(wanted, orders);
                        current = wanted;
                    }
                    reader.read(at % input.size(), into);
                }
            };
        }
    }

    /** The examples from a place on. */
    record Part(Stage input, long from, long size) implements Stage {
        @Override
        public ExampleSpec spec() {
            return input.spec();
        }

        @Override
        public DataInfo info() {
            return input.info();
        }

        @Override
        public boolean isSteady() {
            return input.isSteady();
        }

        @Override
        public Reader open(long epoch, Orders orders) {
            var reader = input.open(epoch, orders);
            return (at, into) -> reader.read(from + at, into);
        }
    }

    /** The examples at some places, ascending. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and nobody else has it
    record Chosen(Stage input, int[] places) implements Stage {
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
            return places.length;
        }

        @Override
        public boolean isSteady() {
            return input.isSteady();
        }

        @Override
        public Reader open(long epoch, Orders orders) {
            var reader = input.open(epoch, orders);
            return (at, into) -> reader.read(places[(int) at], into);
        }
    }

    /** What a map makes of the examples. */
    record Mapped(Stage input, ExampleMap map, long seed, ExampleSpec spec) implements Stage {
        @Override
        public long size() {
            return input.size();
        }

        /** Classes keep their names as long as labels are classes: as they were, or one-hot. */
        @Override
        public DataInfo info() {
            var known = input.info();
            return spec.sameLabels(input.spec()) || map instanceof OneHot ? known : new Unnamed(known);
        }

        @Override
        public boolean isSteady() {
            return input.isSteady();
        }

        @Override
        public Reader open(long epoch, Orders orders) {
            var reader = input.open(epoch, orders);
            var example = Example.allocate(input.spec());
            var random = new SplitMix64(seed, 0);
            int[] origins = origins(input.spec(), spec);
            return (at, into) -> {
                reader.read(at, example);
                into.origin(example.originEpoch(), example.index());
                for (int i = 0; i < origins.length; i++) {
                    begin(
                            into.values().get(i),
                            origins[i] < 0 ? null : example.values().get(origins[i]));
                }
                random.reset(SplitMix64.stream(seed, example.originEpoch()), example.index());
                map.apply(example, into, random);
                if (example.varies() || random.isUsed()) {
                    into.setVaries();
                }
            };
        }

        /** A map that leaves something out must not leave there what the place held before. */
        private static void begin(Values output, @Nullable Values input) {
            if (input != null) {
                output.copyFrom(input);
            } else {
                output.clear();
            }
        }

        /** Of which of the input's values each of the output's begins as a copy; -1 for none. */
        private static int[] origins(ExampleSpec from, ExampleSpec to) {
            int[] origins = new int[to.all().size()];
            Arrays.fill(origins, -1);
            for (int i = 0; i < Math.min(from.features().size(), to.features().size()); i++) {
                if (to.features().get(i).isLike(from.features().get(i))) {
                    origins[i] = i;
                }
            }
            for (int i = 0; i < Math.min(from.labels().size(), to.labels().size()); i++) {
                if (to.labels().get(i).isLike(from.labels().get(i))) {
                    origins[to.features().size() + i] = from.features().size() + i;
                }
            }
            if (to.isWeighted() && from.isWeighted()) {
                origins[origins.length - 1] = from.all().size() - 1;
            }
            return origins;
        }
    }

    /** Data whose labels are no longer the classes that had names. */
    record Unnamed(DataInfo before) implements DataInfo {
        @Override
        public Optional<String> encoding() {
            return before.encoding();
        }
    }
}

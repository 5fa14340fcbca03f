package dev.lamina.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@link CharacterModel} can be told.
 *
 * @param file the text that is learned; {@code null} for twelve of Shakespeare's sonnets
 * @param network {@code lstm} or {@code transformer}
 * @param rounds how often something is learned and then a sample printed
 * @param temperature how far from the likeliest samples may be: near 0 they repeat it, above 1 they are wild
 * @param seed what fixes all that is random
 */
record CharacterOptions(@Nullable String file, String network, int rounds, float temperature, long seed) {
    /** Reads {@code [FILE] [--network lstm|transformer] [--rounds N] [--temperature X] [--seed N]}. */
    static CharacterOptions parse(String... args) {
        var options = new CharacterOptions(null, "lstm", 20, 0.7f, 1);
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                options = options.withFile(args[i]);
            } else if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " is without a value");
            } else {
                options = options.with(args[i], args[++i]);
            }
        }
        return options;
    }

    private CharacterOptions withFile(String name) {
        return new CharacterOptions(name, network, rounds, temperature, seed);
    }

    private CharacterOptions with(String name, String value) {
        return switch (name) {
            case "--network" -> new CharacterOptions(file, known(value), rounds, temperature, seed);
            case "--rounds" -> new CharacterOptions(file, network, Integer.parseInt(value), temperature, seed);
            case "--temperature" -> new CharacterOptions(file, network, rounds, aboveZero(value), seed);
            case "--seed" -> new CharacterOptions(file, network, rounds, temperature, Long.parseLong(value));
            default ->
                throw new IllegalArgumentException(
                        "There is --network lstm|transformer, --rounds N, --temperature X and --seed N, but no "
                                + name);
        };
    }

    private static String known(String network) {
        if (!network.equals("lstm") && !network.equals("transformer")) {
            throw new IllegalArgumentException("--network is lstm or transformer, not " + network);
        }
        return network;
    }

    private static float aboveZero(String value) {
        float temperature = Float.parseFloat(value);
        if (!(temperature > 0) || Float.isInfinite(temperature)) {
            throw new IllegalArgumentException("--temperature must be above 0, got " + value);
        }
        return temperature;
    }

    /** The text. */
    String read() {
        try {
            if (file != null) {
                return Files.readString(Path.of(file));
            }
            try (var in = Objects.requireNonNull(CharacterOptions.class.getResourceAsStream("sonnets.txt"))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + (file == null ? "the sonnets" : file), e);
        }
    }
}

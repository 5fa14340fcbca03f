package dev.lamina.source;

import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the line of the user's code that is building a graph, or that asked for what cannot be. */
public final class Source {
    private static final String ROOT = "dev.lamina";

    /** The command line is the whole program: nothing that it calls was written by a user. */
    private static final String COMMAND_LINE = "app";

    /** The packages below the root that are Lamina's own, each with those below it; examples are written as users write. */
    private static final Set<String> OWN = Set.of(
            COMMAND_LINE,
            "codec",
            "compiler",
            "data",
            "error",
            "fashionmnist",
            "gradient",
            "graph",
            "kernel",
            "layer",
            "loss",
            "metric",
            "model",
            "op",
            "parquet",
            "session",
            "source",
            "tensor",
            "tensorflow",
            "testing",
            "train");

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private enum Kind {
        USERS,
        OWN,
        COMMAND_LINE,
        JAVAS
    }

    /** What a class is, found once for each: a graph of some thousand nodes asks as often. */
    private static final ClassValue<Kind> KINDS = new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
            return kind(type);
        }
    };

    private Source() {}

    /** File and line of the innermost frame that is neither Lamina's own nor Java's: {@code Quiz.java:12}; empty if there is none. */
    public static String line() {
        return WALKER.walk(Source::line);
    }

    private static String line(Stream<StackWalker.StackFrame> frames) {
        for (Iterator<StackWalker.StackFrame> each = frames.iterator(); each.hasNext(); ) {
            StackWalker.StackFrame frame = each.next();
            switch (KINDS.get(frame.getDeclaringClass())) {
                case USERS -> {
                    StackTraceElement element = frame.toStackTraceElement();
                    return element.getFileName() + ":" + element.getLineNumber();
                }
                case COMMAND_LINE -> {
                    return "";
                }
                case OWN, JAVAS -> {}
            }
        }
        return "";
    }

    private static Kind kind(Class<?> type) {
        if (isJavas(type)) {
            return Kind.JAVAS;
        }
        String tree = ownTree(type.getPackageName());
        // A user's class may lie in a package of the same name (a test does) or in the same shaded jar, not both.
        if (tree == null || !Objects.equals(origin(type), origin(anchor(type, tree)))) {
            return Kind.USERS;
        }
        return tree.equals(ROOT + "." + COMMAND_LINE) ? Kind.COMMAND_LINE : Kind.OWN;
    }

    private static boolean isJavas(Class<?> type) {
        String module = type.getModule().getName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    /** The topmost package of Lamina's in which a package is, below the root; {@code null} if it is not Lamina's by its name. */
    static @Nullable String ownTree(String packageName) {
        if (packageName.equals(ROOT)) {
            return ROOT;
        }
        if (!packageName.startsWith(ROOT + ".")) {
            return null;
        }
        String below = packageName.substring(ROOT.length() + 1);
        int dot = below.indexOf('.');
        String first = dot < 0 ? below : below.substring(0, dot);
        return OWN.contains(first) ? ROOT + "." + first : null;
    }

    /** The class that every topmost package has and nobody else gives it: where it comes from, Lamina comes from. */
    private static @Nullable Class<?> anchor(Class<?> type, String tree) {
        String name = tree + ".package-info";
        if (type.getModule().isNamed()) {
            return Class.forName(type.getModule(), name);
        }
        try {
            return Class.forName(name, false, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** Where a class was loaded from: a folder or a jar; for one that is not there, a thing like no other. */
    private static @Nullable Object origin(@Nullable Class<?> type) {
        return type == null ? new Object() : type.getProtectionDomain().getCodeSource();
    }
}

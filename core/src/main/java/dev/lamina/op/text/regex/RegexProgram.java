package dev.lamina.op.text.regex;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.op.text.regex.Expression.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression as instructions for threads that go through a text side by side, each at one instruction once at most (Pike's
 * machine): so a search takes no more steps than the text has characters times instructions.
 */
final class RegexProgram {
    private static final int MOST_INSTRUCTIONS = 10_000;

    /** What a thread does. */
    private sealed interface Instruction {
        /** Goes on to the next behind a character of the set. */
        record Take(CharacterSet set) implements Instruction {}

        /** Goes on at both, rather at the first. */
        record Fork(int first, int second) implements Instruction {}

        /** Remembers the place. */
        record Remember(int slot) implements Instruction {}

        /** Goes on at such a place alone. */
        record Require(Place place) implements Instruction {}

        /** Has found the expression. */
        record Found() implements Instruction {}
    }

    private final List<Instruction> instructions = new ArrayList<>();

    /** How many places are remembered: two for the whole and for each group. */
    final int slots;

    RegexProgram(Expression expression, int groups) {
        slots = 2 * groups + 2;
        add(expression);
        add(new Instruction.Found());
    }

    private int add(Instruction instruction) {
        if (instructions.size() >= MOST_INSTRUCTIONS) {
            throw new InvalidArgumentException("pattern too large - compile failed");
        }
        instructions.add(instruction);
        return instructions.size() - 1;
    }

    private void add(Expression expression) {
        switch (expression) {
            case Expression.One one -> add(new Instruction.Take(one.set()));
            case Expression.Sequence sequence -> sequence.parts().forEach(this::add);
            case Expression.Choice choice -> addChoice(choice.options());
            case Expression.Group group -> {
                add(new Instruction.Remember(2 * group.number()));
                add(group.part());
                add(new Instruction.Remember(2 * group.number() + 1));
            }
            case Expression.Repeated repeated -> addRepeated(repeated);
            case Place place -> add(new Instruction.Require(place));
        }
    }

    private void addChoice(List<Expression> options) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            if (i == options.size() - 1) {
                add(options.get(i));
            } else {
                int fork = add(new Instruction.Found());
                add(options.get(i));
                ends.add(add(new Instruction.Found()));
                instructions.set(fork, new Instruction.Fork(fork + 1, instructions.size()));
            }
        }
        for (int end : ends) {
            instructions.set(end, new Instruction.Fork(instructions.size(), instructions.size()));
        }
    }

    private void addRepeated(Expression.Repeated repeated) {
        for (int i = 0; i < repeated.min(); i++) {
            add(repeated.part());
        }
        if (repeated.max() < 0) {
            int fork = add(new Instruction.Found());
            add(repeated.part());
            add(new Instruction.Fork(fork, fork));
            instructions.set(fork, fork(fork + 1, instructions.size(), repeated.isGreedy()));
            return;
        }
        List<Integer> forks = new ArrayList<>();
        for (int i = repeated.min(); i < repeated.max(); i++) {
            forks.add(add(new Instruction.Found()));
            add(repeated.part());
        }
        for (int fork : forks) {
            instructions.set(fork, fork(fork + 1, instructions.size(), repeated.isGreedy()));
        }
    }

    private static Instruction fork(int within, int behind, boolean isGreedy) {
        return isGreedy ? new Instruction.Fork(within, behind) : new Instruction.Fork(behind, within);
    }

    /** One of those that try: where it is, and what it remembers. */
    @SuppressWarnings("ArrayRecordComponent") // it is never compared
    private record Walker(int at, int[] places) {}

    /**
     * Searches a text from a place on: the leftmost that is found, of those the one that comes first by the expression's order.
     *
     * @param isWhole whether the text has to be found as a whole
     * @return the places of the whole and of each group, -1 for groups that took no part; {@code null} if there is none
     */
    int @Nullable [] find(int[] text, int from, boolean isWhole) {
        int[] found = null;
        List<Walker> threads = new ArrayList<>();
        BitSet visited = new BitSet(instructions.size());
        for (int i = from; i <= text.length; i++) {
            if (found == null && (!isWhole || i == from)) {
                int[] places = new int[slots];
                Arrays.fill(places, -1);
                places[0] = i;
                follow(new Walker(0, places), text, i, threads, visited);
            }
            if (threads.isEmpty() && (found != null || isWhole)) {
                break;
            }
            List<Walker> next = new ArrayList<>();
            visited.clear();
            for (Walker thread : threads) {
                if (instructions.get(thread.at) instanceof Instruction.Take take) {
                    if (i < text.length && take.set.contains(text[i])) {
                        follow(new Walker(thread.at + 1, thread.places), text, i + 1, next, visited);
                    }
                } else if (!isWhole || i == text.length) {
                    found = thread.places.clone();
                    found[1] = i;
                    break; // those behind it come later by the expression's order
                }
            }
            threads = next;
        }
        return found;
    }

    /** Adds the threads that a thread becomes before the next character. */
    private void follow(Walker begin, int[] text, int i, List<Walker> threads, BitSet visited) {
        ArrayDeque<Walker> open = new ArrayDeque<>();
        open.push(begin);
        while (!open.isEmpty()) {
            Walker thread = open.pop();
            if (visited.get(thread.at)) {
                continue;
            }
            visited.set(thread.at);
            switch (instructions.get(thread.at)) {
                case Instruction.Fork fork -> {
                    open.push(new Walker(fork.second, thread.places));
                    open.push(new Walker(fork.first, thread.places));
                }
                case Instruction.Remember remember -> {
                    int[] places = thread.places.clone();
                    places[remember.slot] = i;
                    open.push(new Walker(thread.at + 1, places));
                }
                case Instruction.Require require -> {
                    if (isAt(require.place, text, i)) {
                        open.push(new Walker(thread.at + 1, thread.places));
                    }
                }
                case Instruction.Take _, Instruction.Found _ -> threads.add(thread);
            }
        }
    }

    private static boolean isAt(Place place, int[] text, int i) {
        return switch (place) {
            case BEGIN -> i == 0;
            case END -> i == text.length;
            case LINE_BEGIN -> i == 0 || text[i - 1] == '\n';
            case LINE_END -> i == text.length || text[i] == '\n';
            case WORD_BOUNDARY -> isBoundary(text, i);
            case NO_WORD_BOUNDARY -> !isBoundary(text, i);
        };
    }

    private static boolean isBoundary(int[] text, int i) {
        boolean before = i > 0 && CharacterSet.isWord(text[i - 1]);
        boolean behind = i < text.length && CharacterSet.isWord(text[i]);
        return before != behind;
    }
}

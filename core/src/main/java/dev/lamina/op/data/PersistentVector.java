package dev.lamina.op.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A list that never changes: what would change it gives another one, which shares all but one path with it.
 *
 * <p>The elements are the leaves of a tree of 32 branches, so that reading, changing, adding and dropping one takes a few
 * steps for any length. A branch that is {@code null} has {@code null} elements alone.
 */
final class PersistentVector<T> {
    private static final int BITS = 5;
    private static final int WIDTH = 1 << BITS;

    private final int size;
    private final int shift;
    private final @Nullable Object @Nullable [] root;

    private PersistentVector(int size, int shift, @Nullable Object @Nullable [] root) {
        this.size = size;
        this.shift = shift;
        this.root = root;
    }

    /** A list of so many {@code null}s. */
    static <T> PersistentVector<T> ofNulls(int size) {
        return new PersistentVector<>(size, shift(size), null);
    }

    /** A list of these elements. */
    static <T> PersistentVector<T> of(List<? extends @Nullable T> elements) {
        @Nullable Object[] level = elements.toArray();
        int shift = shift(level.length);
        for (int s = 0; s <= shift; s += BITS) {
            @Nullable Object[] above = new Object[(level.length + WIDTH - 1) / WIDTH];
            for (int i = 0; i < above.length; i++) {
                above[i] = Arrays.copyOfRange(level, i * WIDTH, (i + 1) * WIDTH);
            }
            level = above;
        }
        return new PersistentVector<>(elements.size(), shift, level.length == 0 ? null : (Object[]) level[0]);
    }

    private static int shift(int size) {
        int shift = 0;
        while (size > 1L << (shift + BITS)) {
            shift += BITS;
        }
        return shift;
    }

    int size() {
        return size;
    }

    /** The element at an index from 0 on. */
    @SuppressWarnings("unchecked") // only elements of T are ever put there
    @Nullable
    T get(int index) {
        Objects.checkIndex(index, size);
        @Nullable Object[] node = root;
        for (int s = shift; node != null && s > 0; s -= BITS) {
            node = (Object[]) node[index >>> s & WIDTH - 1];
        }
        return node == null ? null : (T) node[index & WIDTH - 1];
    }

    /** This list with another element at an index. */
    PersistentVector<T> with(int index, @Nullable T element) {
        Objects.checkIndex(index, size);
        return new PersistentVector<>(size, shift, put(root, shift, index, element));
    }

    private static Object[] put(@Nullable Object @Nullable [] node, int shift, int index, @Nullable Object element) {
        @Nullable Object[] changed = node == null ? new Object[WIDTH] : node.clone();
        int branch = index >>> shift & WIDTH - 1;
        changed[branch] = shift == 0 ? element : put((Object[]) changed[branch], shift - BITS, index, element);
        return changed;
    }

    /** This list with one more element at its end. */
    PersistentVector<T> plus(@Nullable T element) {
        return resized(size + 1).with(size, element);
    }

    /** This list without what is beyond a length, or with {@code null}s up to it. */
    PersistentVector<T> resized(int length) {
        if (length < size) {
            return new PersistentVector<>(length, shift, cut(root, shift, length));
        }
        @Nullable Object[] top = root;
        int height = shift;
        while (height < shift(length)) {
            if (top != null) {
                @Nullable Object[] above = new Object[WIDTH];
                above[0] = top;
                top = above;
            }
            height += BITS;
        }
        return new PersistentVector<>(length, height, top);
    }

    /** A node without the leaves from a place on, counted from its first. */
    private static @Nullable Object @Nullable [] cut(@Nullable Object @Nullable [] node, int shift, int length) {
        if (node == null || length == 0) {
            return null;
        }
        int branch = length >>> shift;
        @Nullable Object[] kept = Arrays.copyOf(Arrays.copyOf(node, branch), WIDTH);
        if (shift > 0) {
            kept[branch] = cut((Object[]) node[branch], shift - BITS, length & (1 << shift) - 1);
        }
        return kept;
    }

    /** The elements in order. */
    List<@Nullable T> toList() {
        List<@Nullable T> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            all.add(get(i));
        }
        return all;
    }
}

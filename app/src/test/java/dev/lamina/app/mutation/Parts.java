package dev.lamina.app.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A format of parts in a row: one of them is changed, lost, doubled or moved, and the row is put together again. */
interface Parts extends Anatomy {
    /** Takes a whole file apart. */
    List<byte[]> split(byte[] whole);

    /** Puts parts together, with lengths and checksums that are right. */
    byte[] join(List<byte[]> parts);

    /** How a part is changed. */
    byte[] part(byte[] part, Random random);

    @Override
    default byte[] mutated(byte[] whole, Random random) {
        List<byte[]> parts = new ArrayList<>(split(whole));
        int at = random.nextInt(parts.size());
        int other = random.nextInt(parts.size());
        switch (random.nextInt(10)) {
            case 0 -> parts.remove(at);
            case 1 -> parts.add(other, parts.get(at));
            case 2 -> parts.set(at, parts.get(other));
            default -> parts.set(at, part(parts.get(at), random));
        }
        return join(parts);
    }
}

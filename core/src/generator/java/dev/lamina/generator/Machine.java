package dev.lamina.generator;

import java.util.List;
import java.util.stream.Stream;

/**
 * The table of tiles: those of a machine, by the size and number of its vector registers. A row is all that another machine takes.
 *
 * @param name its name in {@code TileForm}
 * @param doc what it is
 * @param vectorBits the bits of a vector
 * @param registers how many vectors it holds
 * @param vectors how many vectors wide its tiles are
 * @param steps the steps of k in a turn of their loops
 * @param address how their loops read a panel of op(B)
 */
public record Machine(
        String name, String doc, int vectorBits, int registers, int vectors, int steps, PanelAddress address) {
    /** The rows of most tiles. */
    public static final int TALL = 6;

    /** The rows of the others, which leave none over. */
    public static final int LOW = 4;

    /** The rows of a tile one vector wide. */
    public static final int NARROW = 12;

    /** What {@code benchmarks/tiles} tries in the place of a row: its name, vectors, steps and address, as {@code AVX_2,2,4,INDEXED}. */
    private static final String TRIED = System.getProperty("lamina.tiles", "");

    public static final List<Machine> ALL = Stream.of(
                    new Machine("AVX_512", "x86 with AVX-512", 512, 32, 4, 1, PanelAddress.MASKED),
                    new Machine("AVX_2", "x86 with AVX2", 256, 16, 2, 4, PanelAddress.INDEXED),
                    new Machine("SSE", "x86 with vectors of 128 bits", 128, 16, 2, 4, PanelAddress.INDEXED),
                    new Machine("NEON", "64-bit ARM", 128, 32, 4, 1, PanelAddress.MASKED))
            .map(machine -> TRIED.startsWith(machine.name + ",") ? machine.as(TRIED.split(",", -1)) : machine)
            .toList();

    public Machine {
        int needed = new TileShape(TALL, vectors, steps, address).registers();
        if (needed > registers) {
            throw new IllegalArgumentException(name + ": a tile of " + TALL + " rows by " + vectors + " vectors takes "
                    + needed + " registers, and there are " + registers);
        }
    }

    private Machine as(String[] tried) {
        return new Machine(
                name,
                doc,
                vectorBits,
                registers,
                Integer.parseInt(tried[1]),
                Integer.parseInt(tried[2]),
                PanelAddress.valueOf(tried[3]));
    }

    /** Its tile of so many rows. */
    public TileShape tile(int rows) {
        return new TileShape(rows, vectors, steps, address);
    }
}

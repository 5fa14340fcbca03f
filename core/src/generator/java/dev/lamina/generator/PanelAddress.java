package dev.lamina.generator;

/** How a tile's loop reads a panel of op(B). */
public enum PanelAddress {
    /** By a long whose bits beyond the memory are masked in each turn: a register more, and no check. */
    MASKED,
    /** By one int index of floats, times four in each turn, with constants as offsets: the fewest registers. */
    INDEXED
}

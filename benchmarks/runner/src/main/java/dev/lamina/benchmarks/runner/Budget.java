package dev.lamina.benchmarks.runner;

/**
 * Shares out what is left of the time that all measurements may take together: each gets as much of what it asks for as all that follow it can get
 * too, so that no peer is measured for longer than another.
 */
final class Budget {
    /** No process is of use in less: the seconds of warm-up and measurement together. */
    private static final double LEAST = 1.5;

    private final long end;
    private double asked;
    private int processes;
    private double overhead;
    private int ended;

    /**
     * Begins now.
     *
     * @param minutes for all
     * @param asked the seconds of warm-up and measurement that all processes ask for together
     * @param processes how many there will be
     */
    Budget(double minutes, double asked, int processes) {
        end = System.nanoTime() + (long) Math.min(minutes * 60e9, Long.MAX_VALUE / 4.0);
        this.asked = asked;
        this.processes = processes;
    }

    /** What part of what it asks for the next process gets, at most 1. */
    double share(double seconds) {
        double left = (end - System.nanoTime()) / 1e9 - processes * (ended == 0 ? 0 : overhead / ended);
        double share = Math.min(1, Math.max(left, 0) / asked);
        asked -= seconds;
        processes--;
        return Math.min(1, Math.max(share, LEAST / seconds));
    }

    /** Hears what a process took besides what it was given. */
    void took(double seconds) {
        overhead += seconds;
        ended++;
    }
}

package dev.lamina.layer.recurrent;

import dev.lamina.error.InvalidArgumentException;

/**
 * How a recurrent layer goes through a sequence.
 *
 * @param returnsSequences whether it gives what each step gives, rather than what the last one does
 * @param goesBackwards whether it begins with the last step; what it returns is in the order in which it went
 * @param isStateful whether a batch begins with the states that the batch before it left behind
 * @param isUnrolled whether each step has operations of its own: larger, and quicker where steps are few
 * @param dropout the probability with which a feature of the input is dropped in training
 * @param recurrentDropout the probability with which a unit of the state is dropped from the products in training
 */
public record Recurrence(
        boolean returnsSequences,
        boolean goesBackwards,
        boolean isStateful,
        boolean isUnrolled,
        float dropout,
        float recurrentDropout) {
    /** Checks the probabilities. */
    public Recurrence {
        if (!(dropout >= 0 && dropout < 1) || !(recurrentDropout >= 0 && recurrentDropout < 1)) {
            throw new InvalidArgumentException("a recurrent layer needs rates of dropout in [0, 1), got " + dropout
                    + " for the input and " + recurrentDropout + " for the state");
        }
    }

    /** From the first step to the last, from zeros, for the last result alone, without dropout. */
    public Recurrence() {
        this(false, false, false, false, 0, 0);
    }

    Recurrence returnSequences() {
        return new Recurrence(true, goesBackwards, isStateful, isUnrolled, dropout, recurrentDropout);
    }

    Recurrence goBackwards() {
        return new Recurrence(returnsSequences, true, isStateful, isUnrolled, dropout, recurrentDropout);
    }

    Recurrence stateful() {
        return new Recurrence(returnsSequences, goesBackwards, true, isUnrolled, dropout, recurrentDropout);
    }

    Recurrence unroll() {
        return new Recurrence(returnsSequences, goesBackwards, isStateful, true, dropout, recurrentDropout);
    }

    Recurrence dropout(float rate) {
        return new Recurrence(returnsSequences, goesBackwards, isStateful, isUnrolled, rate, recurrentDropout);
    }

    Recurrence recurrentDropout(float rate) {
        return new Recurrence(returnsSequences, goesBackwards, isStateful, isUnrolled, dropout, rate);
    }
}

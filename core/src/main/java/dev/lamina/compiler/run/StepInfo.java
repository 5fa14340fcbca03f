package dev.lamina.compiler.run;

/**
 * What is known of a step before it runs.
 *
 * @param name the names of its nodes
 * @param operations their operations
 * @param arithmetic about how many additions and multiplications it makes
 * @param bytes what it reads and writes
 * @param holdsOthers whether it is a branch or a loop, whose steps are told of as well
 */
public record StepInfo(String name, String operations, long arithmetic, long bytes, boolean holdsOthers) {}

package dev.lamina.app.report;

/**
 * An image that was taken for something else.
 *
 * @param number the place of the image among the tested, from 0
 * @param label the class that it is of
 * @param taken the class that it was taken for
 * @param probability what was given to that class, from 0 to 1
 * @param probabilityOfLabel what was given to the right one
 * @param image its pixels
 */
public record Mistake(
        int number, int label, int taken, double probability, double probabilityOfLabel, GreyImage image) {}

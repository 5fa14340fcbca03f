package dev.lamina.data.table;

/** How a category becomes numbers. Known categories are numbered from 1; 0 is for all that are not known. */
public enum CategoryCode {
    /** Its number, as a float32 among the others. */
    NUMBER,
    /** As many features as there are numbers, of which that with the category's number is 1 and the others are 0. */
    ONE_HOT,
    /** Its number as an int32 apart from the others, under the column's name: for an embedding. */
    ID
}

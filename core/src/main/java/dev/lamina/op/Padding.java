package dev.lamina.op;

/** Where the windows of pooling and convolution may lie, named as TensorFlow's attribute {@code padding} names it. */
public enum Padding {
    /** Windows lie within the input. */
    VALID,
    /** There are as many windows as strides fit into the input: those at its border reach beyond it. */
    SAME
}

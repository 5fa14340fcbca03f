/**
 * Networks that are known by name, as they were published: each a description that says what it is given and how many classes it tells
 * apart, and gives a {@link dev.lamina.model.Network} of layers. They end with logits, and know nothing before they learn.
 */
@NullMarked
package dev.lamina.model.application;

import org.jspecify.annotations.NullMarked;

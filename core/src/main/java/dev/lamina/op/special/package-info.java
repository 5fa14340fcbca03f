/** Special functions: of Bessel, Fresnel and Dawson, integrals that have no elementary form. */
@NullMarked
package dev.lamina.op.special;

import org.jspecify.annotations.NullMarked;

/** Training dealt to shards: how their rounds go, and how what they give becomes one. */
@NullMarked
package dev.lamina.model.shard;

import org.jspecify.annotations.NullMarked;

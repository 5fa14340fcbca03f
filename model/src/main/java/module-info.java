/** Models: layers put together, fitted with callbacks, saved, and resumed exactly where they were. */
module dev.lamina.model {
    requires transitive dev.lamina;
    requires transitive dev.lamina.data;
    requires dev.lamina.tensorflow;
    requires static transitive org.jspecify;

    exports dev.lamina.model;
    exports dev.lamina.model.application;
    exports dev.lamina.model.shard;
}

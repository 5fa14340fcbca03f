/** The contract that every operation of a graph keeps, as JUnit tests for operations of one's own. */
module dev.lamina.testing {
    requires transitive dev.lamina;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports dev.lamina.testing;
}

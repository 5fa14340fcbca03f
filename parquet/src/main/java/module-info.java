/** Tables in files of Apache Parquet. */
module dev.lamina.parquet {
    requires transitive dev.lamina.data;
    requires static transitive org.jspecify;

    exports dev.lamina.parquet;
}

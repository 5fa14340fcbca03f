/** Data sets: IDX and CSV files, pictures, MNIST and its kin; mapping, shuffling, batching and prefetching. */
module dev.lamina.data {
    requires transitive dev.lamina;
    requires de.siegmar.fastcsv;
    requires java.desktop;
    requires static transitive org.jspecify;

    exports dev.lamina.data;
    exports dev.lamina.data.op;
    exports dev.lamina.data.split;
    exports dev.lamina.data.table;

    provides dev.lamina.graph.OperationSet with
            dev.lamina.data.op.PictureOperations;
}

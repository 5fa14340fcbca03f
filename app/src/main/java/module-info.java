/** The command line. */
@SuppressWarnings("requires-automatic") // the charts' libraries
module dev.lamina.app {
    requires dev.lamina;
    requires dev.lamina.data;
    requires dev.lamina.fashionmnist;
    requires dev.lamina.model;
    requires dev.lamina.parquet;
    requires dev.lamina.tensorflow;
    requires info.picocli;
    requires java.desktop;
    requires jdk.unsupported;
    requires org.apache.xmlgraphics.batik.svggen;
    requires org.knowm.xchart;
    requires tools.jackson.databind;
    requires static org.jspecify;

    // picocli sets the fields of the commands.
    opens dev.lamina.app to
            info.picocli;
    opens dev.lamina.app.plot to
            info.picocli;
    opens dev.lamina.app.predict to
            info.picocli;
    opens dev.lamina.app.reproduce to
            info.picocli;
    opens dev.lamina.app.run to
            info.picocli;
    opens dev.lamina.app.show to
            info.picocli;
    opens dev.lamina.app.train to
            info.picocli;
}

package dev.lamina.app.mutation;

import dev.lamina.Tf;
import dev.lamina.app.Lamina;
import dev.lamina.app.TinyImages;
import dev.lamina.data.Pipeline;
import dev.lamina.data.table.Column;
import dev.lamina.data.table.CsvTable;
import dev.lamina.data.table.DatePart;
import dev.lamina.data.table.Label;
import dev.lamina.data.table.TableEncoding;
import dev.lamina.data.table.TableSchema;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.op.array.Split;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.EventWriter;
import dev.lamina.tensorflow.GraphFile;
import dev.lamina.tensorflow.MetaGraphFile;
import dev.lamina.tensorflow.ModelSignature;
import dev.lamina.tensorflow.Npy;
import dev.lamina.tensorflow.Npz;
import dev.lamina.tensorflow.SavedModel;
import dev.lamina.tensorflow.Saver;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** Whole files, small ones with as much of each format in them as goes; the same bytes whenever they are written. */
final class Seeds {
    /** A field of TensorFlow's {@code Event}. */
    private static final int WALL_TIME = 1;

    private Seeds() {}

    private record Network(Tf tf, Output x, Output y) {}

    private static Network network() {
        Tf tf = Tf.create();
        tf.graph().setSeed(1);
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 4), "x");
        Variable w = tf.variable(tf.truncatedNormal(4, 2), "w");
        Variable steps = tf.variable(tf.constant(3), "steps");
        List<Output> parts = Split.of(tf.scope(), 1, tf.matmul(x, w), 2);
        Output y = tf.named("y").reduceMean(tf.square(tf.concat(parts, 0)));
        tf.multiply(steps, tf.constant(2));
        return new Network(tf, x, y);
    }

    static void graphs(Path folder) {
        Network network = network();
        network.tf.train.gradientDescent(0.1f).minimize(network.y);
        GraphFile.write(network.tf.graph(), folder.resolve("graph.pb"));
        GraphFile.write(network.tf.graph(), folder.resolve("graph.pbtxt"));
        MetaGraphFile.write(network.tf.graph(), folder.resolve("graph.meta"));
    }

    static void savedModel(Path folder) {
        Network network = network();
        try (Session session = network.tf.session()) {
            session.run(network.tf.globalVariablesInitializer());
            ModelSignature signature = ModelSignature.predict(Map.of("x", network.x), Map.of("y", network.y));
            SavedModel.save(folder, session, Map.of(ModelSignature.DEFAULT, signature));
        }
    }

    static void checkpoint(Path folder) {
        Tf tf = Tf.create();
        tf.variable(tf.constant(new float[][] {{1, 2, 3}, {4, 5, 6}}), "weights");
        tf.variable(tf.constant(new String[] {"one", "", "three"}), "names");
        tf.variable(tf.constant(new boolean[] {true, false}), "truths");
        tf.variable(tf.constant(7L), "steps");
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            new Saver(tf.graph()).save(session, folder.resolve("model.ckpt").toString());
        }
    }

    /** A checkpoint of the format before, which the operation for it writes. */
    static void v1(Path folder) throws IOException {
        String strings =
                "attr { key: 'dtype' value { type: DT_STRING } } attr { key: 'value' value { tensor { dtype: DT_STRING ";
        Path graph = Files.writeString(
                folder.resolve("save.pbtxt"),
                "node { name: 'file' op: 'Const' " + strings + "tensor_shape {} string_val: '" + folder.resolve("v1")
                        + "' } } } }"
                        + "node { name: 'names' op: 'Const' " + strings
                        + "tensor_shape { dim { size: 2 } } string_val: 'w' string_val: 'steps' } } } }"
                        + "node { name: 'w' op: 'Const' attr { key: 'dtype' value { type: DT_FLOAT } } attr { key: 'value'"
                        + " value { tensor { dtype: DT_FLOAT tensor_shape { dim { size: 2 } } float_val: 1 float_val: 2 } } } }"
                        + "node { name: 'steps' op: 'Const' attr { key: 'dtype' value { type: DT_INT64 } } attr { key: 'value'"
                        + " value { tensor { dtype: DT_INT64 tensor_shape {} int64_val: 7 } } } }"
                        + "node { name: 'save' op: 'Save' input: 'file' input: 'names' input: 'w' input: 'steps'"
                        + " attr { key: 'T' value { list { type: DT_FLOAT type: DT_INT64 } } } }");
        Graph read = GraphFile.read(graph);
        try (Session session = new Session(read)) {
            session.run(read.node("save"));
        }
    }

    static void events(Path folder) throws IOException {
        Path file;
        try (EventWriter writer = EventWriter.open(folder)) {
            writer.addScalar("loss", 0.5, 1);
            writer.addHistogram("weights", Tensor.of(new float[] {-1, 0, 2}), 1);
            writer.addImage("image", Tensor.zeros(DType.UINT8, Shape.of(2, 2, 3)), 2);
            writer.addGraph(network().tf.graph());
            file = writer.file();
        }
        Records records = new Records(Bytes::mutated);
        List<byte[]> events = records.split(Files.readAllBytes(file));
        events.replaceAll(event -> Wire.with(event, WALL_TIME, new byte[Double.BYTES])); // that of no run
        Files.write(folder.resolve("events"), records.join(events));
        Files.delete(file);
    }

    static void arrays(Path folder) {
        Tensor floats = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
        Tensor strings = Tensor.of(new String[] {"one", "two"});
        Npy.write(folder.resolve("array.npy"), floats);
        Npy.write(folder.resolve("strings.npy"), strings);
        Npz.write(folder.resolve("arrays.npz"), new TreeMap<>(Map.of("floats", floats, "strings", strings)));
    }

    static void idx(Path folder) throws IOException {
        byte[] images = ByteBuffer.allocate(16 + 12)
                .putInt(0x0803)
                .putInt(3)
                .putInt(2)
                .putInt(2)
                .array();
        Files.write(folder.resolve("images.idx"), images);
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("images.idx.gz")))) {
            gzip.write(images);
        }
    }

    static void csv(Path folder) throws IOException {
        Files.writeString(folder.resolve("table.csv"), "a,kind,b\n1,fir,2.5\n-3,\"oak\",4e2\n\n5,fir,6\n");
    }

    static void encoding(Path folder) throws IOException {
        Path rows = Files.writeString(
                folder.resolve("table.csv"),
                "x,y,city,street,when,kind\n1,2,Bern,a,2025-07-08,fir\n,3,\"Ulm, or\",,,oak\n2.5,-4,Bern,b,2025-12-01,fir\n");
        try (CsvTable table = CsvTable.open(rows)) {
            TableEncoding encoding = TableSchema.of(
                            Column.number("x").missingAsMean().withIndicator(),
                            Column.number("y").standardized(),
                            Column.category("city"),
                            Column.category("street").ids().missingAs("none"),
                            Column.date("when", "yyyy-MM-dd")
                                    .withParts(DatePart.EPOCH_DAY, DatePart.MONTH)
                                    .minMax()
                                    .missingAs("2025-07-08"))
                    .withLabel(Label.classes("kind"))
                    .fit(table);
            Files.writeString(folder.resolve("encoding.txt"), encoding.toText());
        }
    }

    static Pipeline cached(Path folder) {
        Tensor features = Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});
        return Pipeline.of(features, Tensor.of(new int[] {0, 1, 2})).cache(folder.resolve("cache"));
    }

    static void cache(Path folder) {
        FileReaders.all(cached(folder));
    }

    static void png(Path folder) throws IOException {
        picture(folder, "png");
    }

    static void gif(Path folder) throws IOException {
        picture(folder, "gif");
    }

    static void bmp(Path folder) throws IOException {
        picture(folder, "bmp");
    }

    static void jpeg(Path folder) throws IOException {
        picture(folder, "jpg");
    }

    private static void picture(Path folder, String format) throws IOException {
        BufferedImage image = new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 20; i++) {
            image.setRGB(i % 5, i / 5, i * 0x0a0b0c);
        }
        Path file = Files.createDirectories(folder.resolve("class")).resolve("picture." + format);
        ImageIO.write(image, format, file.toFile());
    }

    static void trained(Path folder) throws IOException {
        // The graph holds the path: it has to be the same wherever the folder is.
        Path images = TinyImages.write(Files.createDirectories(Path.of("target", "tiny-images")));
        String[] train = {
            "train", "--data", images.toString(), "--epochs", "1", "--hidden", "4", "--save", folder + "/model"
        };
        Lamina lamina = Lamina.run(train);
        if (lamina.exitCode() != 0) {
            throw new IOException(lamina.err());
        }
    }
}

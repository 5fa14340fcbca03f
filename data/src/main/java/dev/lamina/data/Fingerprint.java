package dev.lamina.data;

import dev.lamina.data.random.SplitMix64;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** A number that is another when what it is made of is, but for one case in 2^64. */
final class Fingerprint {
    private long value;

    Fingerprint add(long part) {
        value = SplitMix64.stream(value, part);
        return this;
    }

    Fingerprint add(String text) {
        add(text.length());
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
        return this;
    }

    long value() {
        return value;
    }

    /** That of all examples of a source that has them in memory. */
    static long ofAll(ExampleSource source) {
        var print = new Fingerprint();
        var example = Example.allocate(source.spec());
        var bytes = ByteBuffer.allocate(0);
        for (int i = 0; i < source.size(); i++) {
            source.read(i, example);
            int length = CacheRecord.bytes(example);
            if (bytes.capacity() < length) {
                bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            }
            CacheRecord.put(example, bytes.clear());
            var sum = new CRC32C();
            sum.update(bytes.flip());
            print.add(length).add(sum.getValue());
        }
        return print.value();
    }

    /** That of the sources and of which examples are taken of them; not of maps, which cannot tell what they do. */
    static long of(Stage stage) {
        var print = new Fingerprint();
        switch (stage) {
            case Stage.Source each -> print.add(each.examples().fingerprint());
            case Stage.Part each -> print.add(of(each.input())).add(each.from());
            case Stage.Chosen each -> {
                print.add(of(each.input()));
                for (int place : each.places()) {
                    print.add(place);
                }
            }
            case Stage.Mapped each -> print.add(of(each.input()));
            case Stage.Shuffled each -> print.add(of(each.input()));
            case Stage.Repeated each -> print.add(of(each.input()));
            case Cached each -> print.add(of(each.input()));
            case Zipped each -> each.inputs().forEach(input -> print.add(of(input)));
        }
        return print.value();
    }
}

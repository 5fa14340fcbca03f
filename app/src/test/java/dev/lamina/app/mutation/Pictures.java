package dev.lamina.app.mutation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/** Formats of pictures. */
final class Pictures {
    private Pictures() {}

    /** PNG: chunks of a length, a name, content and a checksum; content that was deflated is changed as it was before. */
    static final class Png implements Parts {
        private static final int SIGNATURE = 8;

        @Override
        public List<byte[]> split(byte[] whole) {
            ByteBuffer in = ByteBuffer.wrap(whole);
            List<byte[]> chunks = new ArrayList<>(List.of(taken(in, SIGNATURE)));
            while (in.hasRemaining()) {
                chunks.add(taken(in, 4 + in.getInt()));
                in.getInt();
            }
            return chunks;
        }

        @Override
        public byte[] join(List<byte[]> parts) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(parts.isEmpty() ? new byte[0] : parts.getFirst());
            for (byte[] chunk : parts.subList(Math.min(1, parts.size()), parts.size())) {
                CRC32 crc = new CRC32();
                crc.update(chunk);
                out.writeBytes(ByteBuffer.allocate(4)
                        .putInt(Math.max(0, chunk.length - 4))
                        .array());
                out.writeBytes(chunk);
                out.writeBytes(
                        ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
            }
            return out.toByteArray();
        }

        @Override
        public byte[] part(byte[] part, Random random) {
            boolean isDeflated = part.length > 4 && part[0] == 'I' && part[1] == 'D' && part[2] == 'A';
            if (!isDeflated || random.nextInt(3) == 0) {
                return Bytes.mutated(part, random);
            }
            byte[] content = Compressed.inflated(Arrays.copyOfRange(part, 4, part.length));
            byte[] deflated = Compressed.deflated(Bytes.mutated(content, random));
            return ByteBuffer.allocate(4 + deflated.length)
                    .put(part, 0, 4)
                    .put(deflated)
                    .array();
        }
    }

    /** JPEG: segments with a length each, and the picture's data behind the last. */
    static final class Jpeg implements Parts {
        private static final int START_OF_SCAN = 0xda;

        @Override
        public List<byte[]> split(byte[] whole) {
            ByteBuffer in = ByteBuffer.wrap(whole).position(2);
            List<byte[]> segments = new ArrayList<>();
            int marker = 0;
            while (marker != START_OF_SCAN) {
                marker = in.getShort() & 0xff;
                int length = in.getShort() - 2;
                segments.add(ByteBuffer.allocate(2 + length)
                        .putShort((short) (0xff00 | marker))
                        .put(taken(in, length))
                        .array());
            }
            segments.add(taken(in, in.remaining()));
            return segments;
        }

        @Override
        public byte[] join(List<byte[]> parts) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
            for (int i = 0; i < parts.size(); i++) {
                byte[] part = parts.get(i);
                boolean isSegment = i < parts.size() - 1 && part.length >= 2;
                out.write(part, 0, isSegment ? 2 : 0);
                out.writeBytes(isSegment ? new byte[] {(byte) (part.length >> 8), (byte) part.length} : new byte[0]);
                out.write(part, isSegment ? 2 : 0, part.length - (isSegment ? 2 : 0));
            }
            return out.toByteArray();
        }

        @Override
        public byte[] part(byte[] part, Random random) {
            return Bytes.mutated(part, random);
        }
    }

    private static byte[] taken(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}

package io.kafkalifeline.hooktests.cluster;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.ObjectSerializationCache;

/** Frames, and the few primitives of Kafka's protocol that the cluster reads and writes without Kafka's own classes. */
final class Wire {
    private static final int LARGEST = 16 << 20;

    private Wire() {}

    /** The next frame, or null where the client has closed the connection between two. */
    static ByteBuffer read(DataInputStream in) throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException e) {
            return null;
        }
        if (length < 0 || length > LARGEST) {
            throw new IOException("not a frame of Kafka's");
        }
        byte[] frame = new byte[length];
        in.readFully(frame);
        return ByteBuffer.wrap(frame);
    }

    static ByteBuffer bytes(Message message, short version) {
        ObjectSerializationCache cache = new ObjectSerializationCache();
        ByteBuffer bytes = ByteBuffer.allocate(message.size(cache, version));
        message.write(new ByteBufferAccessor(bytes), cache, version);
        return bytes.flip();
    }

    /** Null where there is none. */
    static String string(ByteBuffer in) {
        short length = in.getShort();
        if (length < 0) {
            return null;
        }
        byte[] text = new byte[length];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    static void string(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putShort((short) bytes.length).put(bytes);
    }

    /** A zigzag number of up to 64 bits, of which the lower 32 are kept. */
    static int varint(ByteBuffer in) {
        long raw = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            raw |= (long) (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return (int) ((raw >>> 1) ^ -(raw & 1));
    }
}

package io.kafkalifeline.hooktests.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch of records without compression, read from its bytes: the classes for it have moved between releases.
 *
 * @param sequence of its first record; -1 where the producer is not idempotent
 * @param values of its records, as text
 */
public record Batch(String topic, int partition, long producerId, int sequence, List<String> values) {
    private static final int PRODUCER_ID = 43;
    private static final int SEQUENCE = 53;
    private static final int COUNT = 57;
    private static final int RECORDS = 61;

    static Batch parse(String topic, int partition, ByteBuffer bytes) {
        List<String> values = new ArrayList<>();
        ByteBuffer records = bytes.duplicate();
        records.position(bytes.position() + RECORDS);
        for (int i = bytes.getInt(bytes.position() + COUNT); i > 0; i--) {
            int length = Wire.varint(records);
            ByteBuffer one = records.slice(records.position(), length);
            records.position(records.position() + length);
            values.add(value(one));
        }
        return new Batch(
                topic,
                partition,
                bytes.getLong(bytes.position() + PRODUCER_ID),
                bytes.getInt(bytes.position() + SEQUENCE),
                List.copyOf(values));
    }

    private static String value(ByteBuffer one) {
        one.get(); // attributes
        Wire.varint(one); // timestamp delta, of a batch that is younger than a month
        Wire.varint(one); // offset delta
        int key = Wire.varint(one);
        one.position(one.position() + Math.max(0, key));
        byte[] value = new byte[Math.max(0, Wire.varint(one))];
        one.get(value);
        return new String(value, StandardCharsets.UTF_8);
    }
}

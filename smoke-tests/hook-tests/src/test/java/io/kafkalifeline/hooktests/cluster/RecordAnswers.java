package io.kafkalifeline.hooktests.cluster;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;

/** Produce of version 8 and Fetch of version 11, byte by byte: the classes for records have moved between releases. */
final class RecordAnswers {
    private final Logs logs;

    RecordAnswers(Logs logs) {
        this.logs = logs;
    }

    /** A produce request, and the bytes of each batch. */
    record Produce(boolean wantsAnswer, List<Batch> batches, List<ByteBuffer> records) {}

    Produce produce(ByteBuffer body) {
        Wire.string(body); // transactional id
        short acks = body.getShort();
        body.getInt(); // timeout
        List<Batch> batches = new ArrayList<>();
        List<ByteBuffer> records = new ArrayList<>();
        for (int topics = body.getInt(); topics > 0; topics--) {
            String topic = Wire.string(body);
            for (int partitions = body.getInt(); partitions > 0; partitions--) {
                int partition = body.getInt();
                int length = body.getInt();
                ByteBuffer bytes = body.slice(body.position(), length);
                body.position(body.position() + length);
                batches.add(Batch.parse(topic, partition, bytes));
                records.add(bytes);
            }
        }
        return new Produce(acks != 0, batches, records);
    }

    /** Appends the records. */
    ByteBuffer answer(Produce request, int throttleMs) {
        ByteBuffer answer = ByteBuffer.allocate(1024).putInt(request.batches().size());
        for (int i = 0; i < request.batches().size(); i++) {
            Batch batch = request.batches().get(i);
            long offset = logs.end(batch.topic(), batch.partition());
            Errors error = logs.append(batch, request.records().get(i));
            Wire.string(answer, batch.topic());
            answer.putInt(1).putInt(batch.partition()).putShort(error.code()).putLong(offset);
            answer.putLong(-1).putLong(0).putInt(0).putShort((short) -1);
        }
        return answer.putInt(throttleMs).flip();
    }

    /** Waits for records as long as the request wants to. */
    ByteBuffer fetch(ByteBuffer body, int throttleMs) throws InterruptedException {
        body.getInt(); // replica
        int maxWaitMs = body.getInt();
        body.getInt(); // at least so many bytes
        body.getInt(); // at most so many bytes
        body.get(); // isolation
        body.getInt(); // fetch session
        body.getInt(); // its epoch
        ByteBuffer answer = ByteBuffer.allocate(4 << 20)
                .putInt(throttleMs)
                .putShort((short) 0)
                .putInt(0);
        int topics = body.getInt();
        answer.putInt(topics);
        for (; topics > 0; topics--) {
            String topic = Wire.string(body);
            Wire.string(answer, topic);
            int partitions = body.getInt();
            answer.putInt(partitions);
            for (; partitions > 0; partitions--) {
                int partition = body.getInt();
                body.getInt(); // leader epoch
                long offset = body.getLong();
                body.getLong(); // where the log starts
                body.getInt(); // at most so many bytes
                put(answer, topic, partition, logs.from(topic, partition, offset, maxWaitMs));
            }
        }
        return answer.flip();
    }

    private void put(ByteBuffer answer, String topic, int partition, List<ByteBuffer> batches) {
        long end = logs.end(topic, partition);
        answer.putInt(partition).putShort((short) 0).putLong(end).putLong(end).putLong(0);
        answer.putInt(-1).putInt(-1); // no aborted transactions, no other replica
        int length = answer.position();
        answer.putInt(0);
        for (ByteBuffer batch : batches) {
            if (batch.remaining() > answer.remaining() - 100) {
                break;
            }
            answer.put(batch);
        }
        answer.putInt(length, answer.position() - length - Integer.BYTES);
    }
}

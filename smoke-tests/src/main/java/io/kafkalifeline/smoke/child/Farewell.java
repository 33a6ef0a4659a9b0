package io.kafkalifeline.smoke.child;

import io.kafkalifeline.smoke.process.Pauses;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A producer that is closed while records are under way, as at the end of a program: {@code topic properties-file}. It
 * says {@code up}, sends on until its parent says {@code close}, and prints {@code farewell SENT DELIVERED FAILED}.
 */
public final class Farewell {
    private static final int PAUSE_MS = 20;

    private Farewell() {}

    public static void main(String[] args) throws Exception {
        AtomicBoolean close = new AtomicBoolean();
        ParentLine.listen(command -> close.set(true));
        Pauses pauses = Pauses.measured();
        Properties properties = ClientFile.read(args[1]);
        AtomicInteger delivered = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        int sent = 0;
        try (KafkaProducer<byte[], byte[]> producer = ClientFile.producer(properties)) {
            producer.send(new ProducerRecord<>(args[0], new byte[10])).get();
            System.out.println("up");
            for (; !close.get(); sent++) {
                Future<?> unused = producer.send(new ProducerRecord<>(args[0], new byte[10]), (metadata, e) -> {
                    if (e == null) {
                        delivered.incrementAndGet();
                    } else {
                        failed.incrementAndGet();
                    }
                });
                Thread.sleep(PAUSE_MS);
            }
        }
        pauses.tell();
        System.out.println("farewell " + sent + " " + delivered + " " + failed);
    }
}

package io.kafkalifeline.smoke.scenario.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends numbered records at a steady pace, to its own topic and, if asked, now and then to one not used before; or
 * several at once, to wait for the answers to all of them.
 */
final class SteadyProducer implements Runnable {
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(20);

    private final Setup setup;
    private final Map<String, String> own;
    private final int newTopicEvery;
    private final int atOnce;

    private SteadyProducer(Setup setup, Map<String, String> own, int newTopicEvery, int atOnce) {
        this.setup = setup;
        this.own = own;
        this.newTopicEvery = newTopicEvery;
        this.atOnce = atOnce;
    }

    static SteadyProducer withoutRetries(Setup setup, String acks) {
        return new SteadyProducer(setup, Map.of("retries", "0", "enable.idempotence", "false", "acks", acks), 0, 1);
    }

    /** With the defaults. */
    static SteadyProducer idempotent(Setup setup) {
        return new SteadyProducer(setup, Map.of(), 0, 1);
    }

    /** With the defaults; now and then one record goes to a new topic. */
    static SteadyProducer toNewTopics(Setup setup) {
        return new SteadyProducer(setup, Map.of(), setup.secondsBetweenNewTopics() * setup.perSecond(), 1);
    }

    /** With the defaults, but one request for each of ten records to the same broker: five are in flight. */
    static SteadyProducer inBursts(Setup setup) {
        return new SteadyProducer(setup, Map.of("batch.size", "0"), 0, 10);
    }

    @Override
    public void run() {
        Map<String, String> properties = new HashMap<>(own);
        int deliveryTimeoutMs = setup.deliveryTimeoutMs();
        properties.put("max.block.ms", Integer.toString(setup.maxBlockMs()));
        properties.put("delivery.timeout.ms", Integer.toString(deliveryTimeoutMs));
        properties.put("request.timeout.ms", Integer.toString(setup.requestTimeoutMs()));
        var bytes = new ByteArraySerializer();
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(setup.properties(properties), bytes, bytes);
        Pace pace = new Pace((double) setup.perSecond() / atOnce);
        int sequence = 0;
        while (!setup.signals().stopped()) {
            pace.await();
            for (int i = 0; i < atOnce; i++) {
                send(producer, sequence++);
            }
            if (atOnce > 1) {
                producer.flush();
            }
        }
        setup.book().unwatch();
        setup.book().add("sent", sequence);
        setup.book().add("period-ms", 1000 * atOnce / setup.perSecond());
        producer.flush();
        setup.book().metrics(producer.metrics());
        producer.close(LAST_ANSWERS);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback is told.
    private void send(KafkaProducer<byte[], byte[]> producer, int sequence) {
        try {
            producer.send(record(sequence), (metadata, failure) -> {
                if (failure == null) {
                    setup.book().acknowledged(sequence, sequence / atOnce % Setup.PARTITIONS);
                } else {
                    setup.book().failed(sequence, "callback", failure);
                }
            });
        } catch (KafkaException e) {
            setup.book().failed(sequence, "send", e);
        }
    }

    private ProducerRecord<byte[], byte[]> record(int sequence) {
        byte[] value = value(sequence, setup.valueBytes());
        if (newTopicEvery > 0 && sequence % newTopicEvery == newTopicEvery - 1) {
            return new ProducerRecord<>(setup.topic() + "-" + sequence / newTopicEvery, value);
        }
        return new ProducerRecord<>(setup.topic(), sequence / atOnce % Setup.PARTITIONS, null, value);
    }

    /** The number in decimal digits, then blanks. */
    static byte[] value(int sequence, int bytes) {
        byte[] digits = Integer.toString(sequence).getBytes(StandardCharsets.US_ASCII);
        byte[] value = new byte[Math.max(bytes, digits.length)];
        Arrays.fill(value, (byte) ' ');
        System.arraycopy(digits, 0, value, 0, digits.length);
        return value;
    }
}

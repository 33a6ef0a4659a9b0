package io.kafkalifeline.hooktests.renamed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What an application does with clients of another class loader: that loader loads this class too, so all that goes in and
 * comes out is of the JDK.
 */
public final class Errand implements UnaryOperator<Map<String, Object>> {
    /** In: the settings of a client that works, until {@link #UNTIL} says that it is enough. */
    static final String WORK = "work";

    /** In: a {@link BooleanSupplier}. */
    static final String UNTIL = "until";

    /** In: the settings of clients whose broker falls silent. */
    static final String SILENCE = "silence";

    /** In: a {@link Predicate} of a client's id that says whether its broker has fallen silent yet. */
    static final String SILENT = "silent";

    /** In: the settings of a client that loses its broker. */
    static final String LOSS = "loss";

    /** In: a {@link Runnable} after which that broker answers no more. */
    static final String LOSE = "lose";

    /** Out: how many records were acknowledged. */
    static final String SENT = "sent";

    /** Out: what the working client threw, or null. */
    static final String ERROR = "error";

    /** Out: for each call that timed out the message of the cause inside, or null. */
    static final String CAUSES = "causes";

    /** In {@link #CAUSES}: the record that was sent to the broker which was lost. */
    static final String EXPIRED_RECORD = "expired record";

    private static final String TIMEOUT_MS = "700";
    private static final Duration TIMEOUT = Duration.ofMillis(700);
    private static final long BETWEEN_RECORDS_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    @Override
    public Map<String, Object> apply(Map<String, Object> in) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        // Kafka finds login modules by it; threads inherit it.
        Thread.currentThread().setContextClassLoader(Errand.class.getClassLoader());
        try {
            return run(in);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> run(Map<String, Object> in) {
        Map<String, Object> out = new HashMap<>();
        Map<String, CompletableFuture<Throwable>> timeouts = new HashMap<>();
        Predicate<String> silent = (Predicate<String>) in.get(SILENT);
        for (Call call : Call.values()) {
            Map<String, Object> settings = settings(in, SILENCE, call.name());
            String clientId = (String) settings.get("client.id");
            timeouts.put(call.name(), timeout(() -> call.against(settings, () -> silent.test(clientId))));
        }
        Map<String, Object> lossy = settings(in, LOSS, "LOSS");
        String lossyId = (String) lossy.get("client.id");
        timeouts.put(EXPIRED_RECORD, timeout(() -> expire(lossy, (Runnable) in.get(LOSE), () -> silent.test(lossyId))));
        work(settings(in, WORK, null), (BooleanSupplier) in.get(UNTIL), out);
        Map<String, String> causes = new HashMap<>();
        timeouts.forEach((call, thrown) -> causes.put(call, cause(thrown.join())));
        out.put(CAUSES, causes);
        return out;
    }

    private static void work(Map<String, Object> settings, BooleanSupplier until, Map<String, Object> out) {
        settings.put("enable.idempotence", "false");
        settings.put("retries", "0");
        int sent = 0;
        Object error = null;
        try (Producer<String, String> producer = producer(settings)) {
            while (!until.getAsBoolean()) {
                producer.send(new ProducerRecord<>("topic", Integer.toString(sent)))
                        .get();
                sent++;
                LockSupport.parkNanos(BETWEEN_RECORDS_NANOS);
            }
        } catch (Exception e) {
            error = e.toString();
        }
        out.put(SENT, sent);
        out.put(ERROR, error);
    }

    /** The timeout of a record that is sent after its broker has been lost, and has fallen silent on the reconnect. */
    private static Object expire(Map<String, Object> settings, Runnable lose, BooleanSupplier silent) throws Exception {
        settings.put("request.timeout.ms", TIMEOUT_MS);
        settings.put("delivery.timeout.ms", "1000");
        settings.put("linger.ms", "0");
        // It would forget the topic, and the record wait for that instead.
        settings.put("metadata.recovery.strategy", "none");
        ProducerRecord<String, String> record = new ProducerRecord<>("topic", "value");
        try (Producer<String, String> producer = producer(settings)) {
            while (failureOf(() -> producer.send(record).get()) != null) {
                // The machine is slow.
            }
            lose.run();
            do {
                failureOf(() -> producer.send(record).get());
            } while (!silent.getAsBoolean());
            return producer.send(record).get();
        }
    }

    private static Producer<String, String> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static CompletableFuture<Throwable> timeout(Callable<?> call) {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread thread = new Thread(() -> thrown.complete(failureOf(call)));
        thread.setDaemon(true);
        thread.start();
        return thrown;
    }

    /** Null where it does not fail. */
    private static Throwable failureOf(Callable<?> call) {
        try {
            call.call();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (Throwable e) {
            return e;
        }
    }

    private static String cause(Throwable thrown) {
        if (!(thrown instanceof TimeoutException)) {
            StringBuilder all = new StringBuilder("not a timeout: ").append(thrown);
            for (Throwable each = thrown.getCause(); each != null; each = each.getCause()) {
                all.append(" <- ").append(each);
            }
            return all.toString();
        }
        List<String> messages = new ArrayList<>();
        if (thrown.getCause() != null) {
            messages.add(thrown.getCause().getMessage());
        }
        for (Throwable each : thrown.getSuppressed()) {
            messages.add(each.getMessage());
        }
        return messages.isEmpty() ? null : String.join("; ", messages);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> settings(Map<String, Object> in, String which, String suffix) {
        Map<String, Object> settings = new HashMap<>((Map<String, Object>) in.get(which));
        if (suffix != null) {
            settings.put("client.id", settings.get("client.id") + "-" + suffix);
        }
        return settings;
    }

    /** A call that times out. */
    private enum Call {
        SEND {
            @Override
            Opened open(Map<String, Object> settings) {
                Producer<String, String> producer = producer(settings);
                return new Opened(
                        producer::close,
                        () -> producer.send(new ProducerRecord<>("topic", "value"))
                                .get());
            }
        },
        DESCRIBE_CLUSTER {
            @Override
            Opened open(Map<String, Object> settings) {
                Admin admin = Admin.create(settings);
                return new Opened(
                        admin::close, () -> admin.describeCluster().nodes().get());
            }
        },
        CLASSIC_PARTITIONS_FOR {
            @Override
            Opened open(Map<String, Object> settings) {
                return consumer(settings, "classic");
            }
        },
        PARTITIONS_FOR {
            @Override
            Opened open(Map<String, Object> settings) {
                return consumer(settings, "consumer");
            }
        };

        abstract Opened open(Map<String, Object> settings);

        /** The first call that begins after the broker has fallen silent. */
        Object against(Map<String, Object> settings, BooleanSupplier silent) throws Exception {
            settings.put("max.block.ms", TIMEOUT_MS);
            settings.put("default.api.timeout.ms", TIMEOUT_MS);
            settings.put("request.timeout.ms", TIMEOUT_MS);
            settings.put("delivery.timeout.ms", "1000");
            settings.put("linger.ms", "0");
            Opened opened = open(settings);
            try (opened) {
                while (!silent.getAsBoolean()) {
                    Throwable early = failureOf(opened.call);
                    if (!(early instanceof TimeoutException)) {
                        throw new ExecutionException(early);
                    }
                }
                return opened.call.call();
            }
        }

        private static Opened consumer(Map<String, Object> settings, String protocol) {
            settings.put("group.protocol", protocol);
            settings.put("group.id", "group");
            settings.put("enable.auto.commit", "false");
            // By this a new consumer's thread has to be up: how long that takes is the machine's business.
            settings.remove("default.api.timeout.ms");
            Consumer<String, String> consumer =
                    new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
            return new Opened(consumer::close, () -> consumer.partitionsFor("topic", TIMEOUT));
        }
    }

    private record Opened(Runnable closing, Callable<?> call) implements AutoCloseable {
        @Override
        public void close() {
            closing.run();
        }
    }
}

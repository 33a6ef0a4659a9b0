package io.kafkalifeline.smoke.child.timeouts;

import io.kafkalifeline.smoke.child.ClientFile;
import io.kafkalifeline.smoke.child.ParentLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * A Streams application for each of several properties files: {@code topic properties-file…}. Each ends when it has
 * warned in its log or when its uncaught-exception handler is called, which prints {@code outcome application-id |
 * exception}.
 */
public final class StreamsApps {
    private static final long PATIENCE_S = 60;

    private StreamsApps() {}

    public static void main(String[] args) throws InterruptedException {
        HeardWarnings.listen();
        ParentLine.listen(command -> {});
        List<Thread> running = new ArrayList<>();
        for (String file : List.of(args).subList(1, args.length)) {
            Properties properties = ClientFile.read(file);
            Thread application = new Thread(() -> run(args[0], properties));
            application.start();
            running.add(application);
        }
        for (Thread application : running) {
            application.join();
        }
        System.exit(0);
    }

    private static void run(String topic, Properties properties) {
        String id = properties.getProperty("application.id");
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(topic).to("streamed-" + topic);
        properties.put("default.key.serde", Serdes.ByteArraySerde.class);
        properties.put("default.value.serde", Serdes.ByteArraySerde.class);
        CountDownLatch failed = new CountDownLatch(1);
        KafkaStreams streams = new KafkaStreams(builder.build(), properties);
        streams.setUncaughtExceptionHandler(exception -> {
            System.out.println("outcome " + id + " | " + Chain.of(exception));
            failed.countDown();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
        try {
            for (int i = 0; i < PATIENCE_S && !HeardWarnings.ofGroup(id); i++) {
                if (failed.await(1, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.kafkalifeline.hooktests;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An application: works with one cluster until its standard input ends, then gets two timeouts from another. */
final class SwitchedApplication {
    private SwitchedApplication() {}

    public static void main(String[] addresses) throws Exception {
        CompletableFuture<?> goOn = CompletableFuture.runAsync(SwitchedApplication::awaitEndOfInput);
        Application atWork = new Application();
        atWork.produce(Clients.idempotentProducer(settings(addresses[0], "work")), "topic");
        try (Producer<String, String> producer = Clients.idempotentProducer(impatient(addresses[1], "send"));
                Admin admin = Clients.admin(impatient(addresses[1], "admin"))) {
            Callable<?> send =
                    () -> producer.send(new ProducerRecord<>("topic", "value")).get();
            Callable<?> describe = () -> admin.describeCluster().nodes().get();
            while (!goOn.isDone()) {
                timeout(send);
                timeout(describe);
            }
            System.out.println("cause: " + cause(timeout(send)));
            System.out.println("cause: " + cause(timeout(describe)));
        }
        atWork.stop();
        System.out.println("done");
    }

    private static Map<String, Object> settings(String address, String clientId) {
        Map<String, Object> settings = Clients.sasl(address, clientId);
        settings.put("sasl.jaas.config", Clients.jaas("alice", System.getProperty("password")));
        return settings;
    }

    private static Map<String, Object> impatient(String address, String clientId) {
        Map<String, Object> settings = settings(address, clientId);
        settings.put("max.block.ms", "700");
        settings.put("default.api.timeout.ms", "700");
        settings.put("request.timeout.ms", "700");
        return settings;
    }

    private static void awaitEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Throwable timeout(Callable<?> call) throws Exception {
        try {
            return new AssertionError("no timeout but " + call.call());
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    private static String cause(Throwable timeout) {
        return timeout.getCause() == null ? null : timeout.getCause().getMessage();
    }
}

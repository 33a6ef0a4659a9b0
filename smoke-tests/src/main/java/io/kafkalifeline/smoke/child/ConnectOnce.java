package io.kafkalifeline.smoke.child;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends one record with each of several producers, {@code at-once}, {@code one-by-one} or {@code first-alone} (the first
 * has the classes loaded, then come the others at once): {@code manner topic properties-file …}; {@code
 * admin=properties-file} stands for an admin client that lists topics. Prints for each {@code outcome client-id
 * delivered}, or the class of the exception instead, after {@code told client-id} and all that it says.
 */
public final class ConnectOnce {
    private static final String ADMIN = "admin=";

    private ConnectOnce() {}

    public static void main(String[] args) throws InterruptedException {
        ParentLine.listen(command -> {});
        boolean oneByOne = args[0].equals("one-by-one");
        boolean firstAlone = args[0].equals("first-alone");
        List<Thread> clients = new ArrayList<>();
        for (String file : List.of(args).subList(2, args.length)) {
            boolean admin = file.startsWith(ADMIN);
            Properties properties = ClientFile.read(admin ? file.substring(ADMIN.length()) : file);
            Thread client = new Thread(() -> {
                String outcome = admin ? listTopics(properties) : sendOne(properties, args[1]);
                System.out.println("outcome " + properties.getProperty("client.id") + " " + outcome);
            });
            client.start();
            clients.add(client);
            if (oneByOne || (firstAlone && clients.size() == 1)) {
                client.join();
            }
        }
        for (Thread client : clients) {
            client.join();
        }
    }

    private static String listTopics(Properties properties) {
        try (Admin admin = Admin.create(properties)) {
            int timeoutMs = Integer.parseInt(properties.getProperty("max.block.ms"));
            admin.listTopics(new ListTopicsOptions().timeoutMs(timeoutMs))
                    .names()
                    .get();
            return "delivered";
        } catch (ExecutionException e) {
            tell(properties, e.getCause());
            return e.getCause().getClass().getName();
        } catch (InterruptedException | RuntimeException e) {
            return e.getClass().getName();
        }
    }

    private static String sendOne(Properties properties, String topic) {
        try (KafkaProducer<byte[], byte[]> producer = ClientFile.producer(properties)) {
            String outcome = sendOne(producer, properties, topic);
            producer.close(Duration.ofSeconds(5));
            return outcome;
        } catch (RuntimeException e) {
            tell(properties, e);
            return e.getClass().getName();
        }
    }

    private static String sendOne(KafkaProducer<byte[], byte[]> producer, Properties properties, String topic) {
        try {
            producer.send(new ProducerRecord<>(topic, new byte[10])).get(60, TimeUnit.SECONDS);
            return "delivered";
        } catch (ExecutionException e) {
            tell(properties, e.getCause());
            return e.getCause().getClass().getName();
        } catch (InterruptedException | TimeoutException e) {
            return e.getClass().getName();
        }
    }

    private static void tell(Properties properties, Throwable e) {
        StringBuilder said = new StringBuilder();
        tell(said, e);
        System.out.println("told " + properties.getProperty("client.id") + said);
    }

    private static void tell(StringBuilder said, Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            said.append(' ').append(cause);
            for (Throwable suppressed : cause.getSuppressed()) {
                said.append(" suppressed");
                tell(said, suppressed);
            }
        }
    }
}

package io.kafkalifeline.smoke.refusal.client;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** An admin client that asks for the cluster again and again. */
final class Asking extends Survivor {
    private Admin admin;

    Asking(Properties base, String name) {
        super(base, name);
    }

    @Override
    AutoCloseable open() {
        admin = Admin.create(settings(Map.of("default.api.timeout.ms", "10000", "request.timeout.ms", "5000")));
        return admin;
    }

    @Override
    boolean work() throws InterruptedException, ExecutionException, TimeoutException {
        Thread.sleep(200);
        admin.describeCluster().nodes().get(60, TimeUnit.SECONDS);
        return true;
    }
}

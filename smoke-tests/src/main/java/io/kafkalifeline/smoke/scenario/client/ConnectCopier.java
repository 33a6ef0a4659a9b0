package io.kafkalifeline.smoke.scenario.client;

import io.kafkalifeline.smoke.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.connect.cli.ConnectStandalone;

/**
 * A Connect worker whose source task reads numbered lines from a file, and whose sink task writes them to another one:
 * there they count as acknowledged. A task that fails stays failed, and what it should have copied is missing.
 */
final class ConnectCopier implements Runnable {
    private static final String STRINGS = "org.apache.kafka.connect.storage.StringConverter";
    private static final long LAST_LINES_NANOS = 20_000_000_000L;

    private final Setup setup;
    private final Path home;
    private final Path source;
    private final Path sink;
    private long seen;
    private int repeated;

    ConnectCopier(Setup setup) {
        this.setup = setup;
        home = Workspace.directory("connect-" + setup.prefix());
        source = home.resolve("source.txt");
        sink = home.resolve("sink.txt");
    }

    @Override
    public void run() {
        try {
            Files.writeString(source, "");
            Files.deleteIfExists(sink);
            Files.deleteIfExists(home.resolve("offsets"));
            String[] files = {worker(), connector("source"), connector("sink")};
            Thread worker = new Thread(() -> ConnectStandalone.main(files), "connect-standalone");
            worker.setDaemon(true);
            worker.start();
            copy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy() throws IOException {
        Pace pace = new Pace(setup.perSecond());
        int lines = 0;
        try (Writer out = Files.newBufferedWriter(source, StandardCharsets.US_ASCII)) {
            while (!setup.signals().stopped()) {
                pace.await();
                out.write(lines++ + "\n");
                out.flush();
                look();
            }
        }
        setup.book().unwatch();
        long deadline = System.nanoTime() + LAST_LINES_NANOS;
        while (seen - repeated < lines && System.nanoTime() - deadline < 0) {
            setup.signals().pause();
            look();
        }
        setup.book().add("sent", lines);
        // The source task looks for new lines once a second.
        setup.book().add("period-ms", 1000);
        setup.book().add("redelivered", repeated);
    }

    /** Books what the sink has written since. */
    private void look() throws IOException {
        if (!Files.exists(sink)) {
            return;
        }
        List<String> written = new ArrayList<>();
        try (var lines = Files.lines(sink, StandardCharsets.US_ASCII)) {
            lines.skip(seen).forEach(written::add);
        }
        for (String line : written) {
            if (!setup.book().acknowledgedOnce(Integer.parseInt(line))) {
                repeated++;
            }
        }
        seen += written.size();
    }

    private String worker() {
        Properties worker = new Properties();
        // What the worker's own clients need, its producers and its consumers.
        for (String whose : List.of("", "producer.", "consumer.")) {
            setup.base().forEach((key, value) -> worker.put(whose + key, value));
        }
        worker.put("producer.enable.idempotence", "true");
        worker.put("key.converter", STRINGS);
        worker.put("value.converter", STRINGS);
        worker.put("offset.storage.file.filename", home.resolve("offsets").toString());
        worker.put("offset.flush.interval.ms", "1000");
        worker.put("listeners", "http://localhost:0");
        return file("worker", worker);
    }

    private String connector(String which) {
        Map<String, String> connector = new HashMap<>(Map.of("name", setup.group() + "-" + which, "tasks.max", "1"));
        if (which.equals("source")) {
            connector.put("connector.class", "org.apache.kafka.connect.file.FileStreamSourceConnector");
            connector.put("file", source.toString());
            connector.put("topic", setup.topic());
        } else {
            connector.put("connector.class", "org.apache.kafka.connect.file.FileStreamSinkConnector");
            connector.put("file", sink.toString());
            connector.put("topics", setup.topic());
        }
        Properties properties = new Properties();
        properties.putAll(connector);
        return file(which, properties);
    }

    private String file(String name, Properties properties) {
        return Workspace.clientFile(setup.prefix() + "-connect-" + name, properties)
                .toString();
    }
}

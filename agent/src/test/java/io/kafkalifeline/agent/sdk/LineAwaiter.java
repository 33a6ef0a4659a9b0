package io.kafkalifeline.agent.sdk;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Passes everything on and knows when the first line of the agent has come by. */
final class LineAwaiter extends PrintStream {
    private final CountDownLatch line = new CountDownLatch(1);

    LineAwaiter(PrintStream out) {
        super(out, true, StandardCharsets.UTF_8);
    }

    @Override
    public void println(String text) {
        super.println(text);
        if (text.startsWith("[kafka-lifeline] ")) {
            line.countDown();
        }
    }

    void await() throws InterruptedException {
        if (!line.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("no line of the agent");
        }
    }
}

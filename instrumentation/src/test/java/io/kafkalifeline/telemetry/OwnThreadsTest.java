package io.kafkalifeline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OwnThreadsTest {
    private static final InheritableThreadLocal<Object> INHERITED = new InheritableThreadLocal<>();

    @Test
    void keepNothingOfTheirMaker() throws Exception {
        AtomicReference<Thread> made = new AtomicReference<>();
        AtomicReference<Object> seen = new AtomicReference<>();
        try (URLClassLoader application = new URLClassLoader(new URL[0])) {
            Thread maker = new Thread(new ThreadGroup("application"), () -> {
                INHERITED.set(new Object());
                made.set(OwnThreads.daemon("test", () -> seen.set(INHERITED.get())));
            });
            maker.setContextClassLoader(application);
            maker.start();
            maker.join();
        }
        Thread thread = made.get();
        assertThat(thread.getContextClassLoader()).isSameAs(OwnThreads.class.getClassLoader());
        assertThat(thread.getThreadGroup().getName()).isEqualTo("kafka-lifeline");
        assertThat(thread.getThreadGroup().getParent().getParent()).isNull();
        thread.start();
        thread.join();
        assertThat(seen.get()).isNull();
    }

    @Test
    void areKnownWithWhatTheyStart() throws Exception {
        AtomicReference<Boolean> child = new AtomicReference<>();
        Thread thread = OwnThreads.daemon("test", () -> {
            Thread started = new Thread(() -> child.set(OwnThreads.onOne()));
            started.start();
            try {
                started.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        thread.join();

        assertThat(child.get()).isTrue();
        assertThat(OwnThreads.onOne()).isFalse();
    }
}

package io.kafkalifeline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.init.Initialisation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InitQueueTest {
    private static final long SOON = TimeUnit.SECONDS.toNanos(10);

    private final PrintStream stderr = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Initialisation> handedOn = new CopyOnWriteArrayList<>();
    private final Drops drops = new Drops();
    private final Initialisation one = new RecordedConnection().ready();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(stderr);
        release.countDown();
    }

    @Test
    void handsOnInOrderOnItsOwnDaemonThread() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        InitQueue<Initialisation> sink = new InitQueue<>(
                "telemetry",
                () -> {
                    thread.set(Thread.currentThread());
                    return handedOn::add;
                },
                10,
                drops);
        Initialisation other = new RecordedConnection().ready();

        sink.accept(one);
        sink.accept(other);

        assertThat(sink.awaitDrained(SOON)).isTrue();
        assertThat(handedOn).containsExactly(one, other);
        assertThat(thread.get().getName()).isEqualTo("kafka-lifeline-telemetry");
        assertThat(thread.get().isDaemon()).isTrue();
        assertThat(thread.get().getContextClassLoader()).isSameAs(InitQueue.class.getClassLoader());
    }

    @Test
    void startsNothingBeforeTheFirstInitialisation() {
        AtomicInteger starts = new AtomicInteger();
        InitQueue<Initialisation> sink = new InitQueue<>(
                "telemetry",
                () -> {
                    starts.incrementAndGet();
                    return handedOn::add;
                },
                10,
                drops);

        assertThat(sink.awaitDrained(SOON)).isTrue();
        assertThat(starts).hasValue(0);
        sink.accept(one);
        sink.accept(one);
        assertThat(sink.awaitDrained(SOON)).isTrue();
        assertThat(starts).hasValue(1);
    }

    @Test
    void dropsWhatDoesNotFitWithoutWaitingAndSaysSoOnce() throws Exception {
        InitQueue<Initialisation> sink = new InitQueue<>("dropping", () -> this::stuck, 3, drops);
        for (int i = 0; i < 10; i++) {
            sink.accept(one);
        }
        assertThat(dropped()).isEqualTo(7);
        assertThat(sink.awaitDrained(1)).isFalse();

        release.countDown();
        assertThat(sink.awaitDrained(SOON)).isTrue();
        assertThat(handedOn).hasSize(3);
        await().until(() -> lines("dropping").size() == 1);
        assertThat(lines("dropping").get(0)).contains("7 broker initialisations were dropped");
    }

    @Test
    void afterAStallItGoesOn() {
        InitQueue<Initialisation> sink = new InitQueue<>("stalling", () -> this::stuck, 1, drops);
        sink.accept(one);
        sink.accept(one);
        release.countDown();
        assertThat(sink.awaitDrained(SOON)).isTrue();

        sink.accept(one);
        assertThat(sink.awaitDrained(SOON)).isTrue();
        assertThat(handedOn).hasSize(2);
        assertThat(dropped()).isEqualTo(1);
    }

    @Test
    void withoutAnOutputItIsOffForGood() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        InitQueue<Initialisation> sink = new InitQueue<>(
                "telemetry",
                () -> {
                    thread.set(Thread.currentThread());
                    return null;
                },
                1,
                drops);
        sink.accept(one);

        await().until(() -> thread.get() != null && !thread.get().isAlive());
        sink.accept(one);
        sink.accept(one);
        assertThat(dropped()).isZero();
        assertThat(sink.awaitDrained(SOON)).isTrue();
    }

    @Test
    void anOutputThatCannotStartIsToldInOneLineWithoutItsMessage() {
        InitQueue<Initialisation> sink = new InitQueue<>(
                "telemetry",
                () -> {
                    throw new IllegalStateException("password=hunter2");
                },
                10,
                drops);
        sink.accept(one);

        await().until(() -> !lines().isEmpty());
        assertThat(lines()).hasSize(1).allMatch(line -> line.contains("IllegalStateException at "));
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("hunter2");
    }

    @Test
    void oneSpanThatFailsDoesNotStopTheNext() {
        InitQueue<Initialisation> sink = new InitQueue<>(
                "telemetry",
                () -> initialisation -> {
                    handedOn.add(initialisation);
                    if (handedOn.size() < 3) {
                        throw new StackOverflowError();
                    }
                },
                10,
                drops);
        for (int i = 0; i < 3; i++) {
            sink.accept(one);
        }

        assertThat(sink.awaitDrained(SOON)).isTrue();
        assertThat(handedOn).hasSize(3);
        assertThat(lines()).hasSize(1);
    }

    @Test
    void anInterruptDoesNotStopIt() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        InitQueue<Initialisation> sink = new InitQueue<>(
                "telemetry",
                () -> {
                    thread.set(Thread.currentThread());
                    return handedOn::add;
                },
                10,
                drops);
        sink.accept(one);
        await().until(() -> thread.get() != null && thread.get().getState() == Thread.State.WAITING);

        thread.get().interrupt();
        await().until(() -> !thread.get().isInterrupted() && thread.get().getState() == Thread.State.WAITING);
        sink.accept(one);
        assertThat(sink.awaitDrained(SOON)).isTrue();
        assertThat(handedOn).hasSize(2);
    }

    private void stuck(Initialisation initialisation) {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        handedOn.add(initialisation);
    }

    /** Also where the one that is too slow never comes back. */
    @Test
    void saysWhatAStuckOutputMisses() {
        InitQueue<Initialisation> sink = new InitQueue<>("listener example.Heard", () -> this::stuck, 1, drops);
        sink.accept(one);
        sink.accept(one);

        await().until(() -> !lines("listener").isEmpty());
        assertThat(lines("listener"))
                .singleElement()
                .asString()
                .contains("listener example.Heard is too slow: 1 broker initialisations were dropped");
        assertThat(handedOn).isEmpty();
    }

    private long dropped() {
        AtomicLong all = new AtomicLong();
        drops.each((output, count) -> all.addAndGet(count));
        return all.get();
    }

    private List<String> lines() {
        return lines("telemetry");
    }

    /** What was said of a queue of that name: what another test's has dropped is said a second later. */
    private List<String> lines(String name) {
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("[kafka-lifeline] " + name))
                .toList();
    }
}

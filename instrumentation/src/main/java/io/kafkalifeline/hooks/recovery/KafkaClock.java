package io.kafkalifeline.hooks.recovery;

import io.kafkalifeline.hooks.kafka.SystemTimeMembers;
import io.kafkalifeline.session.traffic.SteadyClock;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The clock by which Kafka's clients count backoffs and time-outs, made steady: a clock that is set back does not keep a
 * client from its broker. What is a date stays the wall clock's: the timestamps of records, the lifetimes of credentials.
 * Any thread.
 */
public final class KafkaClock {
    private static final SteadyClock CLOCK = new SteadyClock(System::nanoTime);
    private static final ThreadLocal<Boolean> READING_ANEW = new ThreadLocal<>();
    private static final StackWalker STACK = StackWalker.getInstance();
    private static final String KAFKA = "org.apache.kafka.";
    /** Credentials carry dates, which are compared with the wall clock. */
    private static final String SECURITY = KAFKA + "common.security.";

    private KafkaClock() {}

    /** Kafka's clock was read; returns what it is to say instead, or null. */
    public static Long read(Object systemTime, long wallMs) {
        if (CLOCK.isGood(wallMs) || READING_ANEW.get() != null) {
            return null;
        }
        long steadyMs = CLOCK.nowMs(() -> wallMs(systemTime));
        return CLOCK.isAhead() && countsDurations() ? (Long) steadyMs : null;
    }

    private static long wallMs(Object systemTime) {
        READING_ANEW.set(true);
        try {
            return SystemTimeMembers.milliseconds(systemTime);
        } finally {
            READING_ANEW.remove();
        }
    }

    /** Whether Kafka itself asks, and not for a date. Asked only while the clock is ahead. */
    private static boolean countsDurations() {
        return STACK.walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                .dropWhile(name -> !name.equals(SystemTimeMembers.TYPE))
                .dropWhile(name -> name.equals(SystemTimeMembers.TYPE))
                .findFirst()
                .filter(name -> name.startsWith(KAFKA) && !name.startsWith(SECURITY))
                .isPresent());
    }

    /** Returns the record with the wall clock's time as its timestamp where Kafka's clock is ahead; else null. */
    public static <K, V> ProducerRecord<K, V> dated(ProducerRecord<K, V> record) {
        return CLOCK.isAhead() && record.timestamp() == null
                ? new ProducerRecord<>(
                        record.topic(),
                        record.partition(),
                        wallMs(SystemTimeMembers.system()),
                        record.key(),
                        record.value(),
                        record.headers())
                : null;
    }
}

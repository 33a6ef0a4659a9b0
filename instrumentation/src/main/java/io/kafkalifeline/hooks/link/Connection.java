package io.kafkalifeline.hooks.link;

import io.kafkalifeline.hooks.kafka.KafkaChannelMembers;
import io.kafkalifeline.hooks.kafka.SaslClientAuthenticatorMembers;
import io.kafkalifeline.hooks.kafka.WeakIdentityMap;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.Target;
import io.kafkalifeline.session.Renewal;
import java.util.function.LongSupplier;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.security.authenticator.SaslClientAuthenticator;

/**
 * One channel of a client, from {@code connect} to close. Found by the channel's transport layer, which channel and
 * authenticator share, until the channel is closed. Driven by the client's network thread alone.
 */
public final class Connection extends Keeper {
    private static final WeakIdentityMap<Connection> BY_TRANSPORT = new WeakIdentityMap<>();

    private final String nodeId;
    private final Target target;
    private final Object identity;

    /** What is recorded of it now: its initialisation or a re-authentication; null where nothing is. */
    private InitRecorder recorder;

    private boolean renewalRecorded;
    private boolean overdue;
    /** Decides about its session; null where the agent does not renew it, or where it does not use SASL. */
    private Renewal renewal;

    private LongSupplier clock = System::nanoTime;
    private long answeredLifetimeMs;

    private Connection(String nodeId, InitRecorder recorder) {
        this.nodeId = nodeId;
        this.recorder = recorder;
        this.target = recorder == null ? null : recorder.target();
        this.identity = recorder == null ? new Object() : recorder.connection();
    }

    /** Returns null for channels of brokers, of clients that are left alone, and of tests without a client. */
    public static Connection of(KafkaChannel channel) {
        return BY_TRANSPORT.get(KafkaChannelMembers.transportLayer(channel));
    }

    /**
     * Returns the connection of that authenticator's channel; null where {@link #of(KafkaChannel)} is, and for an
     * authenticator that is prepared ahead of time and belongs to no exchange yet.
     */
    public static Connection of(SaslClientAuthenticator authenticator) {
        return PreparingThread.isThis()
                ? null
                : BY_TRANSPORT.get(SaslClientAuthenticatorMembers.transportLayer(authenticator));
    }

    /** Makes the connection of a new channel; {@code recorder} is that of its initialisation, or null. */
    static Connection attach(KafkaChannel channel, InitRecorder recorder) {
        Connection connection = new Connection(channel.id(), recorder);
        BY_TRANSPORT.put(KafkaChannelMembers.transportLayer(channel), connection);
        return connection;
    }

    /** The channel is closed. The entry is removed, because what is kept with it may refer to its transport layer. */
    void detach(KafkaChannel channel) {
        BY_TRANSPORT.remove(KafkaChannelMembers.transportLayer(channel));
        // This object may outlive its channel for a while.
        recorder = null;
    }

    public String nodeId() {
        return nodeId;
    }

    /** The broker; null for a connection older than the agent, or whose initialisation was not recorded. */
    public Target target() {
        return target;
    }

    /** See {@link Initialisation#connection()}. */
    public Object identity() {
        return identity;
    }

    /** What decides about its session; null where the agent does not renew it, or where it does not use SASL. */
    public Renewal renewal() {
        return renewal;
    }

    /**
     * From now on the agent renews its sessions.
     *
     * @param time the client's own clock, in nanoseconds, by which sessions count
     */
    public void renewal(Renewal decision, LongSupplier time) {
        renewal = decision;
        clock = time;
    }

    /** Now, by the clock of {@link #renewal}; by {@link System#nanoTime()} where there is none. */
    public long nowNanos() {
        return clock.getAsLong();
    }

    /** The lifetime in ms of the last SaslAuthenticate response, as it was on the wire. */
    public long answeredLifetimeMs() {
        return answeredLifetimeMs;
    }

    /** See {@link #answeredLifetimeMs()}. */
    public void answeredLifetimeMs(long lifetimeMs) {
        answeredLifetimeMs = lifetimeMs;
    }

    /** A request has met its time-out: the client will close the connection, because the broker is silent. */
    public void overdue() {
        overdue = true;
    }

    /** Whether a request has met its time-out. */
    public boolean isOverdue() {
        return overdue;
    }

    /** What is recorded now; null where nothing is. */
    public InitRecorder recorder() {
        return recorder;
    }

    /** The channel's part of the initialisation is over; the rest finds its recorder by the {@link Link}. */
    public void initialised() {
        recorder = null;
    }

    /** A re-authentication is recorded from now on. */
    public void recordRenewal(InitRecorder recorded) {
        recorder = recorded;
        renewalRecorded = true;
    }

    /** The re-authentication that is recorded, if any, has not begun after all. */
    public void forgetRenewal() {
        if (renewalRecorded) {
            renewalRecorded = false;
            recorder = null;
        }
    }

    /** Whether a re-authentication is being recorded. */
    public boolean isRenewalRecorded() {
        return renewalRecorded;
    }

    /** Whether what is recorded has a phase that failed. */
    public boolean hasFailed() {
        return recorder != null && recorder.failed();
    }

    /** Notes why the phase under way failed. */
    public void failed(Failure failure) {
        if (recorder != null && !recorder.failed()) {
            recorder.fail(failure);
        }
    }

    /** Ends the re-authentication that is recorded, if any, and reports it. */
    public void endRenewal(Outcome outcome) {
        if (renewalRecorded) {
            renewalRecorded = false;
            InitRecorder ended = recorder;
            recorder = null;
            report(ended == null ? null : ended.finish(outcome));
        }
    }

    /** Hands a finished initialisation to telemetry; null is ignored. */
    public static void report(Initialisation initialisation) {
        if (initialisation != null) {
            HookServices.sink().accept(initialisation);
        }
    }
}

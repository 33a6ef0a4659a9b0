package io.kafkalifeline.telemetry;

import io.kafkalifeline.init.Detail;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.HostPort;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.PhaseRecord;
import io.kafkalifeline.init.Round;
import io.kafkalifeline.init.Target;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the span of one phase. */
final class PhaseSpans {
    private static final Pattern TLS_PROTOCOL = Pattern.compile("(TLS|SSL)v([0-9.]+)");

    private final Tracer tracer;

    PhaseSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    void export(PhaseRecord phase, Initialisation initialisation, Context parent, Attributes common) {
        Span span = tracer.spanBuilder(name(phase, initialisation))
                .setParent(parent)
                .setStartTimestamp(initialisation.epochNanos(phase.beginNanos()), TimeUnit.NANOSECONDS)
                .setAllAttributes(common)
                .setAllAttributes(attributes(phase, initialisation))
                .startSpan();
        int number = 1;
        for (Round round : phase.rounds()) {
            span.addEvent(
                    "SASL round " + number++,
                    attributes(round, phase),
                    initialisation.epochNanos(round.tokenBeginNanos()),
                    TimeUnit.NANOSECONDS);
        }
        if (phase.failure() != null) {
            fail(span, phase.failure());
        }
        span.end(initialisation.epochNanos(phase.endNanos()), TimeUnit.NANOSECONDS);
    }

    /** Says in a span why it failed: that of a phase, or of what the phase is part of. */
    static void fail(Span span, Failure failure) {
        span.setAttribute(Keys.ERROR_TYPE, failure.errorType());
        span.setStatus(StatusCode.ERROR, failure.message().toString());
    }

    private static String name(PhaseRecord phase, Initialisation initialisation) {
        Target target = initialisation.target();
        switch (phase.phase()) {
            case DNS:
                return "DNS lookup " + phase.details().getOrDefault(Detail.DNS_QUESTION, target.host());
            case TCP:
                return "socket connect "
                        + HostPort.of((String) phase.details().getOrDefault(Detail.PEER_ADDRESS, target.host()), (int)
                                phase.details().getOrDefault(Detail.PEER_PORT, target.port()));
            case TLS:
                return "TLS client handshake " + target.host();
            case SASL_API_VERSIONS:
                return "SASL api_versions";
            case SASL_HANDSHAKE:
                return withMechanism("SASL handshake", phase, initialisation);
            case SASL_AUTHENTICATE:
                return withMechanism("SASL authenticate", phase, initialisation);
            case API_VERSIONS:
                return "Kafka api_versions";
        }
        return phase.phase().id();
    }

    private static String withMechanism(String name, PhaseRecord phase, Initialisation initialisation) {
        String mechanism = mechanism(phase, initialisation);
        return mechanism == null ? name : name + " " + mechanism;
    }

    private static Attributes attributes(PhaseRecord phase, Initialisation initialisation) {
        AttributesBuilder attributes = Attributes.builder();
        Map<Detail, Object> details = phase.details();
        switch (phase.phase()) {
            case DNS:
                attributes.put(Keys.DNS_QUESTION, (String) details.getOrDefault(
                        Detail.DNS_QUESTION, initialisation.target().host()));
                attributes.put(Keys.DNS_ANSWERS, strings(details.get(Detail.DNS_ANSWERS)));
                break;
            case TCP:
                peer(attributes, details);
                break;
            case TLS:
                tls(attributes, details);
                break;
            case SASL_HANDSHAKE:
                attributes.put(Keys.MECHANISM, mechanism(phase, initialisation));
                break;
            case SASL_AUTHENTICATE:
                attributes.put(Keys.MECHANISM, mechanism(phase, initialisation));
                authenticate(attributes, phase);
                break;
            case SASL_API_VERSIONS:
            case API_VERSIONS:
                break;
        }
        return attributes.build();
    }

    private static void peer(AttributesBuilder attributes, Map<Detail, Object> details) {
        String address = (String) details.get(Detail.PEER_ADDRESS);
        Integer port = (Integer) details.get(Detail.PEER_PORT);
        if (address != null) {
            attributes.put(Keys.PEER_ADDRESS, address);
            attributes.put(Keys.NETWORK_TYPE, address.indexOf(':') >= 0 ? "ipv6" : "ipv4");
        }
        if (port != null) {
            attributes.put(Keys.PEER_PORT, port.longValue());
        }
    }

    private static void tls(AttributesBuilder attributes, Map<Detail, Object> details) {
        // Before the handshake has agreed on anything, SSLSession says NONE and SSL_NULL_WITH_NULL_NULL.
        Matcher protocol = TLS_PROTOCOL.matcher(String.valueOf(details.get(Detail.TLS_PROTOCOL)));
        if (protocol.matches()) {
            attributes.put(Keys.TLS_PROTOCOL, protocol.group(1).toLowerCase(Locale.ROOT));
            attributes.put(Keys.TLS_VERSION, protocol.group(2));
            attributes.put(Keys.TLS_CIPHER, (String) details.get(Detail.TLS_CIPHER));
        }
    }

    private static void authenticate(AttributesBuilder attributes, PhaseRecord phase) {
        long tokenNanos = 0;
        long answered = 0;
        for (Round round : phase.rounds()) {
            tokenNanos += tokenNanos(round, phase);
            answered += round.answeredNanos() == 0 ? 0 : 1;
        }
        attributes.put(Keys.ROUND_TRIPS, answered);
        attributes.put(Keys.TOKEN_DURATION, tokenNanos / 1e9);
        Long lifetimeMs = (Long) phase.details().get(Detail.SESSION_LIFETIME_MS);
        if (lifetimeMs != null) {
            attributes.put(Keys.SESSION_LIFETIME, lifetimeMs / 1e3);
        }
    }

    private static Attributes attributes(Round round, PhaseRecord phase) {
        AttributesBuilder attributes = Attributes.builder().put(Keys.TOKEN_DURATION, tokenNanos(round, phase) / 1e9);
        if (round.sentNanos() != 0 && round.answeredNanos() != 0) {
            attributes.put(Keys.RESPONSE_DURATION, (round.answeredNanos() - round.sentNanos()) / 1e9);
        }
        return attributes.build();
    }

    /**
     * Returns how long the token took. A token that was never finished took until the phase ended: its credential
     * source hung and then failed.
     */
    private static long tokenNanos(Round round, PhaseRecord phase) {
        return round.sentNanos() == 0 ? phase.endNanos() - round.tokenBeginNanos() : round.tokenDurationNanos();
    }

    private static String mechanism(PhaseRecord phase, Initialisation initialisation) {
        Object own = phase.details().get(Detail.SASL_MECHANISM);
        if (own != null) {
            return (String) own;
        }
        for (PhaseRecord other : initialisation.phases()) {
            if (other.details().containsKey(Detail.SASL_MECHANISM)) {
                return (String) other.details().get(Detail.SASL_MECHANISM);
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Object list) {
        return (List<String>) list;
    }
}

package io.kafkalifeline.telemetry;

import io.kafkalifeline.init.Target;
import java.util.Objects;

/** A broker as every client knows it: host and port, whatever its node id. */
public final class Server {
    private final String host;
    private final int port;

    Server(Target target) {
        this.host = target.host();
        this.port = target.port();
    }

    /** The broker's name. */
    public String host() {
        return host;
    }

    /** The broker's port. */
    public int port() {
        return port;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Server && port == ((Server) other).port && host.equals(((Server) other).host);
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, port);
    }
}

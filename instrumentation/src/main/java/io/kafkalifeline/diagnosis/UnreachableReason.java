package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.ErrorType;

/** Says why this machine gets no connection to an address, and what to check. */
final class UnreachableReason {
    private UnreachableReason() {}

    /** What has nothing to do with the broker, in whatever phase it shows; null where it has. */
    static String ofThisMachine(String type, String message) {
        if (message.contains("Too many open files")) {
            return "this process may open no more files or sockets; raise its limit (ulimit -n, LimitNOFILE), or find"
                    + " what does not close them";
        }
        if (type.endsWith("OutOfMemoryError")
                || message.contains("Cannot allocate memory")
                || message.contains("No buffer space available")) {
            return "this process or machine is out of memory; give it more, or find what fills it";
        }
        if (message.contains("Cannot assign requested address") || message.contains("Address already in use")) {
            return "this machine has no local port left for that address; look for connections that are opened and"
                    + " closed all the time (TIME_WAIT), see net.ipv4.ip_local_port_range";
        }
        if (message.contains("Permission denied") || message.contains("Operation not permitted")) {
            return "this machine forbids the connection: a local firewall rule, SELinux or a sandbox";
        }
        return message.contains("Protocol family") || message.contains("Address family not supported")
                ? "this machine or JVM has no such protocol (IPv4 or IPv6); check java.net.preferIPv4Stack and the name's"
                        + " addresses"
                : null;
    }

    /** @param message of the failure, or empty */
    static String of(String type, String message, boolean bootstrap) {
        if (message.startsWith("Channel could not be created")) {
            return "this client could not set up TLS or SASL; check the ssl.* and sasl.* settings and the credential source";
        }
        if (type.equals(ErrorType.CONNECTION_REFUSED)) {
            return "nothing listens on that port; is the broker up, is "
                    + (bootstrap ? "bootstrap.servers" : "the broker's advertised.listeners") + " right?";
        }
        return "the address cannot be reached from this machine; check routes and firewalls";
    }
}

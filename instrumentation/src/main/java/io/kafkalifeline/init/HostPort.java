package io.kafkalifeline.init;

/** Writes a host or an address with its port as people and URLs do: IPv6 compressed (RFC 5952) and in brackets. */
public final class HostPort {
    private static final int GROUPS = 8;

    private HostPort() {}

    /** {@code host:port}; {@code [::1]:port} for a literal of IPv6. */
    public static String of(String host, int port) {
        return (host.indexOf(':') < 0 ? host : "[" + compressed(host) + "]") + ":" + port;
    }

    /**
     * Returns a literal of IPv6 with its longest run of zeros left out (RFC 5952); anything else as it is. A zone, as in
     * {@code fe80::1%eth0}, stays.
     */
    public static String compressed(String address) {
        int zone = address.indexOf('%');
        String plain = zone < 0 ? address : address.substring(0, zone);
        String[] groups = plain.split(":", -1);
        if (groups.length != GROUPS) {
            return address;
        }
        int begin = 0;
        int length = 0;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosFrom(groups, i);
            if (zeros > length) {
                begin = i;
                length = zeros;
            }
        }
        // One zero alone is written out.
        String text = length < 2
                ? join(groups, 0, GROUPS)
                : join(groups, 0, begin) + "::" + join(groups, begin + length, GROUPS);
        return zone < 0 ? text : text + address.substring(zone);
    }

    private static int zerosFrom(String[] groups, int begin) {
        int end = begin;
        while (end < GROUPS && withoutZeros(groups[end]).equals("0")) {
            end++;
        }
        return end - begin;
    }

    private static String join(String[] groups, int begin, int end) {
        StringBuilder text = new StringBuilder();
        for (int i = begin; i < end; i++) {
            text.append(i == begin ? "" : ":").append(withoutZeros(groups[i]));
        }
        return text.toString();
    }

    private static String withoutZeros(String group) {
        int begin = 0;
        while (begin < group.length() - 1 && group.charAt(begin) == '0') {
            begin++;
        }
        return group.substring(begin);
    }
}

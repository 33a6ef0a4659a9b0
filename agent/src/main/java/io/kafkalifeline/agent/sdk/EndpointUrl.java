package io.kafkalifeline.agent.sdk;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The URL of a collector as an operator writes it. */
final class EndpointUrl {
    private static final Pattern HOST_AND_PORT = Pattern.compile("(?:[\\w.-]+|\\[[0-9a-fA-F:]+]):\\d{1,5}(?:/\\S*)?");
    private static final Pattern OF_GRPC = Pattern.compile("(?i)(?:grpc|tcp)://(.+)");
    private static final int GREATEST_PORT = 65_535;

    private EndpointUrl() {}

    /** Returns the URL that is meant; null where that cannot be told, or Java's client does not take it. */
    static String meant(String written) {
        Matcher ofGrpc = OF_GRPC.matcher(written);
        if (ofGrpc.matches()) {
            return meant("http://" + ofGrpc.group(1));
        }
        if (HOST_AND_PORT.matcher(written).matches()) {
            return meant("http://" + written);
        }
        URI url = parse(written);
        return url == null ? null : written;
    }

    /** Whether it says by itself how it is to be spoken to. */
    static boolean hasScheme(String written) {
        return parse(written) != null;
    }

    /** Returns the URL as {@code java.net.http} takes it; null where it does not. */
    static URI parse(String url) {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean http = scheme.equals("http") || scheme.equals("https");
            return http && uri.getHost() != null && uri.getPort() <= GREATEST_PORT && uri.getPort() != 0 ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}

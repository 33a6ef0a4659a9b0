package io.kafkalifeline.smoke.broker;

/** The one user that every broker of the smoke tests knows, and the JAAS texts of both sides. */
public final class Logins {
    public static final String USER = "alice";
    /** Known to PLAIN alone, with the same password. */
    public static final String OTHER_USER = "bob";
    /** Distinct enough to be searched for in everything that leaves the process. */
    public static final String PASSWORD = "alice-s3cret-Zq81";

    /** With which brokers sign delegation tokens (KIP-48). */
    public static final String TOKEN_KEY = "token-key-Hx27";

    private Logins() {}

    /** {@code sasl.jaas.config} of a client with a delegation token; the mechanism is one of SCRAM's. */
    public static String token(String tokenId, String hmac) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + tokenId
                + "\" password=\"" + hmac + "\" tokenauth=\"true\";";
    }

    static String server(String mechanism) {
        return switch (mechanism) {
            case "PLAIN" ->
                plainModule(USER, PASSWORD) + " user_" + USER + "=\"" + PASSWORD + "\" user_" + OTHER_USER + "=\""
                        + PASSWORD + "\";";
            case "SCRAM-SHA-256", "SCRAM-SHA-512" ->
                "org.apache.kafka.common.security.scram.ScramLoginModule required;";
            case "GSSAPI" -> Kerberos.brokerLogin();
            case "OAUTHBEARER" -> "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;";
            default -> throw new IllegalArgumentException(mechanism);
        };
    }

    /** {@code sasl.jaas.config} of a client. */
    public static String client(String mechanism, String password) {
        return switch (mechanism) {
            case "PLAIN" -> plainModule(USER, password) + ";";
            case "SCRAM-SHA-256", "SCRAM-SHA-512" ->
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + USER + "\" password=\""
                        + password + "\";";
            case "GSSAPI" -> Kerberos.clientLogin();
            case "OAUTHBEARER" ->
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                        + " unsecuredLoginStringClaim_sub=\"" + USER + "\";";
            default -> throw new IllegalArgumentException(mechanism);
        };
    }

    private static String plainModule(String user, String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                + password + "\"";
    }
}

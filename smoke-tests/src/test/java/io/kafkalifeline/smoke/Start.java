package io.kafkalifeline.smoke;

import java.util.List;

/**
 * How a JVM is started with the agent, and what an operator sees of that.
 *
 * @param situation a cell of the table
 * @param from the first Java release that knows it
 * @param to the last one
 * @param options {@code DIR} stands for a directory of that JVM's own
 * @param listener of the broker
 * @param serves whether the banner comes
 * @param says what the one line besides the banner contains; empty where there is none
 */
record Start(String situation, int from, int to, List<String> options, String listener, boolean serves, String says) {
    private static final String PLAIN = "SASL_PLAINTEXT_PLAIN";

    /** Later ones may use what earlier ones have written. */
    static final List<Start> ALL = List.of(
            serves("nothing special"),
            new Start(
                    "`-XX:AOTCacheOutput`",
                    25,
                    99,
                    List.of("-XX:AOTCacheOutput=DIR/app.aot"),
                    PLAIN,
                    false,
                    "steps aside: this JVM writes an archive of classes (-XX:AOTCacheOutput)"),
            new Start(
                    "`-XX:AOTCache`, trained with `-javaagent`",
                    25,
                    99,
                    List.of("-XX:AOTCache=DIR/app.aot"),
                    PLAIN,
                    true,
                    ""),
            new Start(
                    "`-XX:AOTMode=record`",
                    24,
                    99,
                    List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=DIR/app.conf"),
                    PLAIN,
                    false,
                    "steps aside: this JVM writes an archive of classes (-XX:AOTMode=record)"),
            new Start(
                    "`-XX:ArchiveClassesAtExit`, agents allowed",
                    17,
                    99,
                    List.of(
                            "-XX:+UnlockDiagnosticVMOptions",
                            "-XX:+AllowArchivingWithJavaAgent",
                            "-XX:ArchiveClassesAtExit=DIR/app.jsa"),
                    PLAIN,
                    false,
                    "steps aside: this JVM writes an archive of classes (-XX:ArchiveClassesAtExit)"),
            new Start(
                    "`-XX:SharedArchiveFile`, written by that",
                    17,
                    99,
                    List.of(
                            "-XX:+UnlockDiagnosticVMOptions",
                            "-XX:+AllowArchivingWithJavaAgent",
                            "-XX:SharedArchiveFile=DIR/app.jsa"),
                    PLAIN,
                    true,
                    ""),
            new Start(
                    "security manager, all permissions",
                    17,
                    23,
                    List.of("-Djava.security.manager", "-Djava.security.policy==DIR/all.policy"),
                    PLAIN,
                    true,
                    ""),
            new Start(
                    "security manager, none for the agent",
                    17,
                    23,
                    List.of("-Djava.security.manager", "-Djava.security.policy==DIR/application.policy"),
                    PLAIN,
                    false,
                    "cannot start under this security manager, the application runs without:"
                            + " grant the agent's jar java.security.AllPermission"),
            new Start(
                    "`java.security.jgss` not in the runtime, SSL",
                    17,
                    99,
                    List.of(
                            "--limit-modules",
                            "java.base,java.instrument,java.management,java.security.sasl,java.naming,"
                                    + "java.net.http,java.logging,jdk.unsupported,jdk.crypto.ec"),
                    "SSL",
                    true,
                    ""),
            serves("a heap of 32 MB", "-Xmx32m"),
            serves("thread stacks of 144 kB", "-Xss144k"),
            serves("no `/tmp`", "-Djava.io.tmpdir=/nonexistent"),
            serves("a user without a home", "-Duser.home=/nonexistent"),
            serves(
                    "properties inherited from a parent with the agent",
                    "-Dio.kafkalifeline.agent.version=0.0.1",
                    "-Dio.kafkalifeline.agent.answer=1 started"));

    private static Start serves(String situation, String... options) {
        return new Start(situation, 17, 99, List.of(options), PLAIN, true, "");
    }

    boolean isPossible(int release) {
        return from <= release && release <= to;
    }
}

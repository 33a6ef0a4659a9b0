package org.apache.kafka.sample;

import java.util.function.UnaryOperator;

/** Stands for a class of Kafka's in the tests of the weaving, which see it through its interface alone. */
public class Channel implements UnaryOperator<String> {
    private final String name;

    public Channel() {
        this("channel");
    }

    private Channel(String name) {
        this.name = name;
    }

    /** Calls what the argument names. */
    @Override
    public String apply(String what) {
        return switch (what) {
            case "plain" -> plain();
            case "answer" -> answer(what);
            case "skip" -> skip();
            case "number" -> String.valueOf(number());
            case "judge" -> judge();
            case "broken" -> broken();
            case "unlinked" -> unlinked();
            case "lookup" -> lookup(what);
            case "bridge" -> bridge();
            case "spare" -> spare();
            default -> name;
        };
    }

    private String plain() {
        return "plain";
    }

    private String answer(String question) {
        return "answer to " + question;
    }

    private String skip() {
        throw new IllegalStateException("the body ran");
    }

    private int number() {
        return 1;
    }

    private String judge() {
        return "judged";
    }

    private String broken() {
        return "unharmed";
    }

    private String unlinked() {
        return "unharmed";
    }

    private static String lookup(String host) {
        return "address of " + host;
    }

    private String spare() {
        return "unharmed";
    }

    private String bridge() {
        return "none";
    }
}

package io.kafkalifeline.weave;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a class of hooks: the Kafka class whose methods its nested advice classes rewrite. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Rewrites {
    /** The name after {@code org.apache.kafka.}, such as {@code common.network.Selector}. */
    String value();
}

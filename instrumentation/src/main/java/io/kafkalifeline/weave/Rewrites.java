package io.kafkalifeline.weave;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a class of hooks: the Kafka class whose methods its nested advice classes rewrite; several where one has become another
 * from release to release, and the same is written into each that exists.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Rewrites {
    /** The names after {@code org.apache.kafka.}, such as {@code common.network.Selector}. */
    String[] value();
}

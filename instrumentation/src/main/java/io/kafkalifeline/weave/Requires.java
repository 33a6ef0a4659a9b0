package io.kafkalifeline.weave;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Members of Kafka's classes that a feature reaches besides the methods it rewrites. Checked before anything is woven.
 * Stands on the class or package that reaches them. On an advice class whose {@link Hook} is optional it says what that
 * hook alone needs: where it is missing, the hook is left out and the feature goes on without it.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.PACKAGE})
@Repeatable(Requires.All.class)
public @interface Requires {
    /** The features that need them: each is off, as a whole, where one of the members is missing. */
    Feature[] feature();

    /** The class, such as {@code common.network.KafkaChannel} (nested classes with {@code $}). */
    String type();

    /**
     * Names of fields; names of methods with {@code ()} appended, or with their JVM descriptor where one overload is
     * meant; none where the class alone is needed.
     */
    String[] members() default {};

    /**
     * Whether the feature can do without the class, because it does not exist in every supported release. Stands on the
     * class of ours that reaches it; before that class is used, its user has asked whether Kafka's class is there.
     */
    boolean optional() default false;

    /** Holds several. */
    @Retention(RetentionPolicy.CLASS)
    @Target({ElementType.TYPE, ElementType.PACKAGE})
    @interface All {
        /** The requirements. */
        Requires[] value();
    }
}

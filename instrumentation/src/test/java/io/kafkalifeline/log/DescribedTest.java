package io.kafkalifeline.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;

class DescribedTest {
    @Test
    void classAndPlaceAreToldAndTheMessageIsNot() {
        assertThat(Described.of(new IllegalStateException("password=hunter2")))
                .startsWith("java.lang.IllegalStateException at io.kafkalifeline.log.DescribedTest.")
                .doesNotContain("hunter2");
    }

    @Test
    void whatReflectionWrapsIsUnwrapped() {
        assertThat(Described.of(new InvocationTargetException(new ClassCastException("hunter2"))))
                .startsWith("java.lang.ClassCastException at ")
                .doesNotContain("hunter2");
    }

    /** A runtime without java.security.jgss: which class is missing is all that helps. */
    @Test
    void aClassThatCannotBeLinkedIsNamed() {
        assertThat(Described.of(new NoClassDefFoundError("org/ietf/jgss/GSSContext")))
                .startsWith("java.lang.NoClassDefFoundError: org/ietf/jgss/GSSContext at ");
    }

    /** Since JDK 17 the cause of a NoClassDefFoundError quotes what the class's initialisation had thrown. */
    @Test
    void whatAClassHasThrownWhileItWasInitialisedTellsNoSecret() {
        String quoted = "Exception java.lang.IllegalStateException: wrong password rosebud [in thread \"main\"]";
        assertThat(Described.briefly(new ExceptionInInitializerError(quoted)))
                .contains("IllegalStateException", "wrong password ***")
                .doesNotContain("rosebud");
    }

    @Test
    void aNativeLibrarysPathIsNotTold() {
        String path = "/srv/rosebud/lib/libzstd-jni.so: cannot open shared object file";
        assertThat(Described.of(new UnsatisfiedLinkError(path)))
                .contains("cannot open shared object file")
                .doesNotContain("rosebud");
    }

    @Test
    void aMessageIsToldAsFarAsItMayBeSeen() {
        Exception wrapped = new InvocationTargetException(new IllegalStateException("password hunter2 is wrong"));
        assertThat(Described.briefly(wrapped)).isEqualTo("java.lang.IllegalStateException: password *** is wrong");
        assertThat(Described.simply(new java.net.ConnectException("Connection refused")))
                .isEqualTo("ConnectException: Connection refused");
    }

    @Test
    void thePlaceMayBeUnknown() {
        Exception placeless = new IllegalStateException();
        placeless.setStackTrace(new StackTraceElement[0]);
        assertThat(Described.of(placeless)).isEqualTo("java.lang.IllegalStateException");
    }
}

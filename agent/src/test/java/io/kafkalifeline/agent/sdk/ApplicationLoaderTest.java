package io.kafkalifeline.agent.sdk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationLoaderTest {
    /** Else the application's OpenTelemetry and ours would meet in one class. */
    @Test
    void whatBothSidesHandToEachOtherKnowsNoOpenTelemetry() throws ClassNotFoundException {
        List<Class<?>> shared = new ArrayList<>();
        for (String name : ApplicationLoader.SHARED) {
            Class<?> one = Class.forName(name, false, getClass().getClassLoader());
            shared.add(one);
            shared.addAll(List.of(one.getDeclaredClasses()));
        }
        JavaClasses classes = new ClassFileImporter().importClasses(shared);

        assertThat(classes).hasSizeGreaterThanOrEqualTo(ApplicationLoader.SHARED.size());
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .check(classes);
    }
}

package io.kafkalifeline.agent.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house is as CONTRIBUTING.md draws it: its rooms, and who may know whom. */
class HouseTest {
    private static final String OURS = "io.kafkalifeline.";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|[^|]*\\|([^|]*)\\|$");

    /** What each package knows of ours. */
    private static final Map<String, Set<String>> KNOWN = new TreeMap<>();
    /** What it may know. */
    private static final Map<String, Set<String>> DRAWN = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("io.kafkalifeline")) {
            Set<String> known = KNOWN.computeIfAbsent(room(each), key -> new TreeSet<>());
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                if (dependency.getTargetClass().getPackageName().startsWith(OURS)) {
                    known.add(room(dependency.getTargetClass()));
                }
            }
            known.remove(room(each));
        }
        ROW.matcher(Markdown.of("CONTRIBUTING.md").below("The house on one page"))
                .results()
                .forEach(row -> DRAWN.put(row.group(1), packages(row.group(2))));
    }

    @Test
    void everyRoomIsDrawn() {
        assertThat(DRAWN.keySet()).isEqualTo(KNOWN.keySet());
    }

    @Test
    void nobodyKnowsMoreThanIsDrawn() {
        KNOWN.forEach((room, known) -> assertThat(DRAWN.getOrDefault(room, Set.of()))
                .as("what CONTRIBUTING.md lets %s know", room)
                .containsAll(known));
    }

    private static String room(JavaClass type) {
        return type.getPackageName().substring(OURS.length());
    }

    private static Set<String> packages(String cell) {
        Set<String> packages = new TreeSet<>();
        Pattern.compile("`([a-z.]+)`").matcher(cell).results().forEach(code -> packages.add(code.group(1)));
        return packages;
    }
}

package io.kafkalifeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveDumpTest {
    @ParameterizedTest
    @CsvSource({
        "-Xshare:dump, -Xshare:dump",
        "-XX:ArchiveClassesAtExit=/tmp/app.jsa, -XX:ArchiveClassesAtExit",
        "-XX:DumpLoadedClassList=classes.lst, -XX:DumpLoadedClassList",
        "-XX:AOTCacheOutput=app.aot, -XX:AOTCacheOutput",
        "-XX:AOTMode=record, -XX:AOTMode=record",
        "-XX:AOTMode=create, -XX:AOTMode=create",
    })
    void anArchiveIsBeingWritten(String argument, String said) {
        assertThat(ArchiveDump.option(new String[] {"-Xmx1g", argument})).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:AOTCache=app.aot",
                "-XX:AOTMode=on",
                "-XX:SharedArchiveFile=app.jsa",
                "-Xshare:auto",
                "-XX:+AutoCreateSharedArchive",
                "-Da=-Xshare:dump"
            })
    void anArchiveIsUsedOrThereIsNone(String argument) {
        assertThat(ArchiveDump.option(new String[] {argument})).isNull();
    }

    /** Otherwise the JVM makes none where there is an agent, and the agent would be off for ever. */
    @Test
    void anArchiveIsMadeAutomaticallyOnlyWhereAgentsAreAllowed() {
        String[] arguments = {"-XX:+AutoCreateSharedArchive", "-XX:+AllowArchivingWithJavaAgent"};
        assertThat(ArchiveDump.option(arguments)).isEqualTo("-XX:+AutoCreateSharedArchive");
    }

    @Test
    void noArgumentsAreNoDump() {
        assertThat(ArchiveDump.option(new String[0])).isNull();
    }
}

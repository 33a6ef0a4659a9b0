package io.kafkalifeline.smoke;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real browser without a window, one visit at a time; by its own command line, which is all that is needed of it. */
final class Chromium {
    /** Of the page's own clock: what its scripts may take to draw it. */
    private static final int DRAWING_MS = 20_000;

    private static final int PATIENCE_S = 90;

    private Chromium() {}

    /** The page as its scripts have made it. */
    static String page(String url) throws IOException, InterruptedException {
        Path out = Files.createTempFile(Workspace.directory("browser"), "page", ".html");
        // High enough that nothing has to be scrolled for: pages draw only the rows that are seen.
        visit(out, url, "--dump-dom", "--window-size=1600,1600");
        return Files.readString(out);
    }

    /** Writes a PNG of what is seen of it. */
    static void picture(String url, int width, int height, Path png) throws IOException, InterruptedException {
        Files.createDirectories(png.getParent());
        Path out = Files.createTempFile(Workspace.directory("browser"), "picture", ".log");
        visit(out, url, "--screenshot=" + png, "--window-size=" + width + "," + height, "--hide-scrollbars");
    }

    private static void visit(Path out, String url, String... what) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory(Workspace.directory("browser"), "profile");
        List<String> command = new ArrayList<>(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--virtual-time-budget=" + DRAWING_MS,
                "--user-data-dir=" + profile));
        command.addAll(List.of(what));
        command.add(url);
        Process browser = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(profile.resolve("errors.log").toFile())
                .start();
        try {
            if (!browser.waitFor(PATIENCE_S, TimeUnit.SECONDS) || browser.exitValue() != 0) {
                throw new IllegalStateException("the browser has not shown " + url + ":\n"
                        + Files.readString(profile.resolve("errors.log"), StandardCharsets.UTF_8));
            }
        } finally {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly();
        }
    }
}

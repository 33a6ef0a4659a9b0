package io.kafkalifeline.smoke.scenario.client;

import io.kafkalifeline.smoke.child.ParentLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The clients of one run after the other. Each begins with the command {@code play DIRECTORY PREFIX RECORDS-PER-SECOND
 * VALUE-BYTES KIND…}, with tabs between the words; {@code client.properties} in the directory names the cluster. Prints
 * {@code up} when each client has reached every partition or has had its first failure, or 90 s have passed; takes {@code watch}, {@code
 * footprint} and {@code stop FED}; leaves one {@code KIND.journal} each, and prints {@code booked}, or {@code booked without
 * an end} if a client hangs. {@code end} ends the process.
 */
public final class ClientsMain {
    private static final int FIRST_KIND = 5;

    private final BlockingQueue<List<String>> programme = new LinkedBlockingQueue<>();
    private volatile Play onStage;

    private ClientsMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        new ClientsMain().run();
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        ParentLine.listen(this::obey);
        for (List<String> words = programme.take(); !words.get(0).equals("end"); words = programme.take()) {
            Play play = new Play(
                    Path.of(words.get(1)),
                    words.get(2),
                    Integer.parseInt(words.get(3)),
                    Integer.parseInt(words.get(4)),
                    words.subList(FIRST_KIND, words.size()));
            onStage = play;
            System.out.println(play.run() ? "booked" : "booked without an end");
        }
    }

    private void obey(String command) {
        if (command.equals("watch")) {
            onStage.watch();
        } else if (command.equals("footprint")) {
            Footprint footprint = Footprint.now();
            System.out.println("footprint " + footprint.heapKb() + " " + footprint.threads());
        } else if (command.startsWith("stop ")) {
            onStage.stop(Long.parseLong(command.substring("stop ".length())));
        } else {
            programme.add(List.of(command.split("\t", -1)));
        }
    }
}

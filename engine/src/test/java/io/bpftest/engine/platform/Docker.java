package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The docker command, beside what is tested. */
final class Docker {

    private static final String OURS = "label=io.bpftest=guest";

    private Docker() {}

    /** Runs it with something on its standard input, and gives what it prints. */
    static String run(byte[] input, String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        process.getOutputStream().write(input);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output.strip();
    }

    static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** The containers that tests run in, ended ones included. */
    static String guests() throws IOException, InterruptedException {
        return run(new byte[0], "ps", "--all", "--quiet", "--filter", OURS);
    }

    /** Waits until all guests that are there now are gone for good. */
    static void awaitRemoval() throws Exception {
        for (String id : guests().lines().toList()) {
            Process removal =
                    start("events", "--since", "10m", "--filter", "container=" + id, "--filter", "event=destroy");
            CompletableFuture<String> told = CompletableFuture.supplyAsync(
                    () -> removal.inputReader().lines().findFirst().orElse(""));
            try {
                assertThat(told.get(1, TimeUnit.MINUTES)).contains("destroy");
            } finally {
                // Before its output is closed, which would wait for a line.
                removal.destroyForcibly();
            }
        }
        assertThat(guests()).isEmpty();
    }

    /** Makes an image. */
    static String image(String name, String dockerfile) throws IOException, InterruptedException {
        run(dockerfile.getBytes(StandardCharsets.UTF_8), "build", "--tag", name, "-");
        return name;
    }
}

package io.bpftest.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithoutLibpcapTest {

    private static String output;

    @BeforeAll
    static void runWithoutLibpcap(@TempDir Path folder) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-Xlog:class+load",
                        "-Dorg.pcap4j.core.pcapLibName=no-such-libpcap",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutLibpcap.class.getName(),
                        folder.resolve("frames.pcap").toString())
                .redirectErrorStream(true)
                .start();
        output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @Test
    void buildsRendersAndParsesWithoutLoadingNativeCode() {
        String before = output.substring(0, output.indexOf(WithoutLibpcap.MARK));

        assertThat(before).contains("udp 4000 > 53");
        assertThat(loaded(before, "io.bpftest.packet.")).isNotEmpty();
        // pcap4j's dissectors ask these two for the number of AF_INET6, which loads no library.
        assertThat(loaded(before, "com.sun.jna.")).isSubsetOf("com.sun.jna.Platform");
        assertThat(loaded(before, "org.pcap4j.core.")).isSubsetOf("org.pcap4j.core.Inets");
    }

    @Test
    void saysWhatToInstallEachTimeACaptureIsAskedFor() {
        String after = output.substring(output.indexOf(WithoutLibpcap.MARK));

        assertThat(after.split("libpcap is needed to read and write captures", -1))
                .hasSize(3);
        assertThat(after).contains("apt-get install libpcap0.8");
    }

    private static List<String> loaded(String log, String packageStart) {
        return Pattern.compile("\\] (" + Pattern.quote(packageStart) + "\\S+) source:")
                .matcher(log)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}

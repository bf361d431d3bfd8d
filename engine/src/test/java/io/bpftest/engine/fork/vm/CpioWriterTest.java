package io.bpftest.engine.fork.vm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CpioWriterTest {

    @Test
    void anArchiveHasFoldersBeforeTheirFilesEachOnce() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CpioWriter archive = new CpioWriter(out);
        archive.folder("bin");
        archive.file("bin/sh", "12345".getBytes(UTF_8));
        archive.link("bin/ash", "sh");
        archive.end();

        assertThat(out.toString(UTF_8).replace('\0', '.'))
                .isEqualTo(entry(1, 0040755, 0, "bin.") + ".."
                        + entry(2, 0100755, 5, "bin/sh.") + "..." + "12345..."
                        + entry(3, 0120777, 2, "bin/ash.") + ".." + "sh.."
                        + entry(4, 0, 0, "TRAILER!!!.") + "...");
    }

    /** A header of 110 characters and a name; what follows each, and each content, fills up to a multiple of four. */
    private static String entry(int number, int mode, int size, String name) {
        return String.format(
                "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%s",
                number, mode, 0, 0, 1, 0, size, 0, 0, 0, 0, name.length(), 0, name);
    }
}

package io.bpftest.engine.fork.vm;

import static io.bpftest.assertion.BpfAssertions.assertThat;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Classes that the tests of virtual machines run in one. */
final class InVm {

    private static final int ETHERNET_HEADER = 14;

    private InVm() {}

    @BpfObject("verdicts.bpf.c")
    static class Xdp {

        @Test
        void drops(@BpfProgram("xdp_verdict") XdpProgram program) throws IOException {
            byte[] frame = new byte[60];
            frame[ETHERNET_HEADER] = 1;

            assertThat(program.run(frame)).drops();
            System.out.println("ran on " + System.getProperty("os.version"));
            String folder = System.getProperty("written");
            if (folder != null) {
                Files.writeString(Path.of(folder, "left.txt"), "left by a test");
            }
        }
    }
}

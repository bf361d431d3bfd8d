package io.bpftest.samples.fileguard;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.lab.ErrorNumber.EPERM;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.lab.SystemCalls.FileAccess;
import io.bpftest.lab.Tracing;
import io.bpftest.map.GlobalVariable;
import io.bpftest.map.KernelMap;
import io.bpftest.program.LsmProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a virtual machine, without a word here: the program decides about all processes, and its handle says so. */
@BpfObject("file_guard.bpf.c")
class FileGuardInVm {

    @TempDir
    Path folder;

    @BpfMap
    KernelMap<Long, Integer> guarded;

    @BpfGlobal
    GlobalVariable<Long> refused;

    private Path precious;
    private Path other;

    @BeforeEach
    void attach(LsmProgram guard, Tracing tracing) throws Exception {
        precious = Files.writeString(folder.resolve("precious"), "as it is");
        other = Files.writeString(folder.resolve("other"), "as it was");
        guarded.put((Long) Files.getAttribute(precious, "unix:ino"), 1);
        tracing.attach(guard);
    }

    @Test
    void aGuardedFileIsNotWritten(Tracing tracing) throws Exception {
        assertThat(tracing.openFile(precious, FileAccess.WRITE)).isRefusedWith(EPERM);
        assertThat(tracing.openFile(precious, FileAccess.READ_WRITE)).isRefusedWith(EPERM);
        assertThat(refused.get()).isEqualTo(2L);
        assertThat(Files.readString(precious)).isEqualTo("as it is");
    }

    @Test
    void aGuardedFileIsRead(Tracing tracing) {
        assertThat(tracing.openFile(precious, FileAccess.READ)).succeeds();
        assertThat(refused.get()).isZero();
    }

    @Test
    void anotherNameDoesNotHelp(Tracing tracing) throws Exception {
        Path alias = Files.createLink(folder.resolve("alias"), precious);
        assertThat(tracing.openFile(alias, FileAccess.WRITE)).isRefusedWith(EPERM);
    }

    @Test
    void otherFilesAreWritten(Tracing tracing) {
        assertThat(tracing.openFile(other, FileAccess.WRITE)).succeeds();
        assertThat(refused.get()).isZero();
    }

    @Test
    void aProgramThatIsExecutedIsRefusedToo(Tracing tracing) throws Exception {
        String write = "echo changed > " + precious;
        assertThat(tracing.execute(Path.of("/bin/sh"), "-c", write).exitCode()).isNotZero();
        assertThat(Files.readString(precious)).isEqualTo("as it is");
    }
}

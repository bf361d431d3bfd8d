package io.bpftest.engine.cgroup;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.lab.ErrorNumber.EPERM;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfObject;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.SystemCalls.DeviceKind;
import io.bpftest.lab.SystemCalls.FileAccess;
import io.bpftest.map.GlobalVariable;
import io.bpftest.program.CgroupDeviceProgram;
import io.bpftest.program.CgroupSysctlProgram;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hooks of files under /proc/sys and of devices. */
@BpfObject("cgroup_files.bpf.c")
@MakesGroups
class FileHooksTest {

    /** A number that nothing here depends on, and that each network namespace has. */
    private static final String SYSCTL = "net/ipv4/tcp_fin_timeout";

    private static final Path FILE = Path.of("/proc/sys").resolve(SYSCTL);

    /** {@code /dev/zero} (Documentation/admin-guide/devices.txt of the kernel). */
    private static final Path ZERO = Path.of("/dev/zero");

    private static final int READ_ACCESS_TO_CHARACTERS = 2 << 16 | 2;
    private static final int MAKING_CHARACTERS = 1 << 16 | 2;

    @BpfGlobal
    GlobalVariable<Integer> refused;

    @BpfGlobal
    GlobalVariable<Integer> calls;

    @BpfGlobal("seen_name")
    GlobalVariable<String> seenName;

    @BpfGlobal("seen_access")
    GlobalVariable<Integer> seenAccess;

    @BpfGlobal
    GlobalVariable<byte[]> replacement;

    @BpfGlobal("replacement_length")
    GlobalVariable<Integer> replacementLength;

    private static String value() throws Exception {
        // All in one read, which Files.readString does not do: the second read of such a file gives nothing.
        try (InputStream file = Files.newInputStream(FILE)) {
            byte[] bytes = new byte[64];
            return new String(bytes, 0, file.read(bytes), StandardCharsets.UTF_8).strip();
        }
    }

    @Test
    void readingASysctlIsSeenAndRefused(CgroupSysctlProgram program, Cgroup group) throws Exception {
        group.attach(program);
        assertThat(group.readSysctl(SYSCTL)).gives(value());
        assertThat(seenName.get()).isEqualTo(SYSCTL);

        refused.set(1);

        assertThat(group.readSysctl(SYSCTL)).isRefusedWith(EPERM);
        assertThat(value()).isNotEmpty();
        assertThat(calls.get()).isEqualTo(2);
    }

    @Test
    void writingASysctlIsRefused(CgroupSysctlProgram program, Cgroup group) throws Exception {
        String before = value();
        group.attach(program);
        refused.set(1);

        assertThat(group.writeSysctl(SYSCTL, "61")).isRefusedWith(EPERM);
        assertThat(value()).isEqualTo(before);
    }

    @Test
    void writingASysctlWritesTheProgramsValue(CgroupSysctlProgram program, Cgroup group) throws Exception {
        String before = value();
        byte[] bytes = new byte[16];
        System.arraycopy(before.getBytes(), 0, bytes, 0, before.length());
        replacement.set(bytes);
        replacementLength.set(before.length());
        group.attach(program);

        try {
            assertThat(group.writeSysctl(SYSCTL, "61")).succeeds();
            assertThat(value()).isEqualTo(before).isNotEqualTo("61");
        } finally {
            Files.writeString(FILE, before);
        }
    }

    @Test
    void openingADeviceIsSeenAndRefused(CgroupDeviceProgram program, Cgroup group) {
        group.attach(program);
        assertThat(group.openFile(ZERO, FileAccess.READ)).succeeds();
        assertThat(seenAccess.get()).isEqualTo(READ_ACCESS_TO_CHARACTERS);

        refused.set(1);

        assertThat(group.openFile(ZERO, FileAccess.READ)).isRefusedWith(EPERM);
        assertThat(group.openFile(Path.of("/dev/null"), FileAccess.READ_WRITE)).succeeds();
        assertThat(Files.isReadable(ZERO)).isTrue();
    }

    @Test
    void makingADeviceIsSeenAndRefused(CgroupDeviceProgram program, Cgroup group, @TempDir Path folder) {
        group.attach(program);
        assertThat(group.makeDevice(folder.resolve("zero"), DeviceKind.CHARACTER, 1, 5))
                .succeeds();
        assertThat(seenAccess.get()).isEqualTo(MAKING_CHARACTERS);

        refused.set(1);

        assertThat(group.makeDevice(folder.resolve("again"), DeviceKind.CHARACTER, 1, 5))
                .isRefusedWith(EPERM);
        assertThat(folder.resolve("again")).doesNotExist();
    }

    @Test
    void aCommandIsRefusedToo(CgroupDeviceProgram program, Cgroup group) {
        group.attach(program);
        refused.set(1);

        assertThat(group.command("head", "-c", "1", "/dev/zero").error()).contains("Operation not permitted");
    }
}

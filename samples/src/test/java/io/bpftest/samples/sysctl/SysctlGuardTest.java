package io.bpftest.samples.sysctl;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.lab.ErrorNumber.EPERM;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.CommandResult;
import io.bpftest.map.KernelMap;
import io.bpftest.program.CgroupSysctlProgram;
import io.bpftest.samples.MakesGroups;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BpfObject("sysctl_guard.bpf.c")
@MakesGroups
class SysctlGuardTest {

    private static final String FORWARD = "net/ipv4/ip_forward";

    record Name(String text) {}

    @BpfMap
    KernelMap<Name, Integer> writable;

    @BpfMap
    KernelMap<Name, Integer> refused;

    /** What it is now: tests write nothing else. */
    private String forward;

    @BeforeEach
    void attach(CgroupSysctlProgram guard, Cgroup container) throws Exception {
        container.attach(guard);
        forward = Files.readString(Path.of("/proc/sys").resolve(FORWARD)).strip();
    }

    @Test
    void everythingIsRead(Cgroup container) {
        assertThat(container.readSysctl(FORWARD)).gives(forward);
        assertThat(container.readSysctl("kernel/ostype")).gives("Linux");
        assertThat(refused).isEmpty();
    }

    @Test
    void whatIsOnTheListIsWritten(Cgroup container) {
        writable.put(new Name(FORWARD), 1);

        assertThat(container.writeSysctl(FORWARD, forward)).succeeds();
        assertThat(refused).isEmpty();
    }

    @Test
    void whatIsNotOnTheListIsRefusedAndCounted(Cgroup container) {
        writable.put(new Name("net/ipv4/ip_default_ttl"), 1);

        assertThat(container.writeSysctl(FORWARD, forward)).isRefusedWith(EPERM);
        assertThat(container.writeSysctl(FORWARD, forward)).isRefusedWith(EPERM);
        assertThat(refused).containsEntry(new Name(FORWARD), 2).hasSize(1);
    }

    @Test
    void aCommandIsRefusedToo(Cgroup container) {
        CommandResult result = container.command("sh", "-c", "echo " + forward + " > /proc/sys/" + FORWARD);

        assertThat(result.exitCode()).isNotZero();
        assertThat(refused).containsEntry(new Name(FORWARD), 1);
    }
}

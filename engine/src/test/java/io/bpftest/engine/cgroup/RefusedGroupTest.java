package io.bpftest.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.engine.ChildJvm;
import io.bpftest.error.BpfException;
import io.bpftest.lab.Cgroup;
import io.bpftest.program.CgroupSkbProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Machines, and privileges, that do not give what control groups need: real ones, made for a child JVM. */
@MakesGroups
class RefusedGroupTest {

    private static final String MOUNT = CgroupHierarchy.ofThisProcess().mount().toString();

    /** What lets any user read this class path, which is the builder's. */
    private static final String READ_ALL = "-all,+dac_read_search";

    /** A child whose mounts a shell changed before it started; what this JVM and all others see stays. */
    private static ChildJvm afterMounting(String script) {
        return new ChildJvm(OneGroup.class).under("unshare", "--mount", "sh", "-ec", script + "; exec \"$@\"", "sh");
    }

    @Test
    void aHostOfVersion1IsToldSo() throws Exception {
        String said = afterMounting("umount " + MOUNT + "; mount -t cgroup -o none,name=bpftest cgroup /mnt")
                .output();

        assertThat(said)
                .contains("CgroupException: No control group can be made for the test")
                .contains("control groups of version 1 only, at ")
                .contains("/mnt")
                .contains("mount -t cgroup2 none");
    }

    @Test
    void groupsAreMadeWhereVersion2IsMountedAlone() throws Exception {
        String said = afterMounting("umount -R /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup")
                .output();

        assertThat(said).startsWith("made /sys/fs/cgroup/bpf-test-");
    }

    @Test
    void aReadOnlyMountIsToldAsSuch() throws Exception {
        String said = afterMounting("mount -o remount,bind,ro " + MOUNT).output();

        assertThat(said)
                .contains("CgroupException")
                .contains("control groups are mounted read-only at " + MOUNT)
                .contains("with control groups mounted writable");
    }

    @Test
    void whoeverOwnsTheGroupsIsNamedToThoseWhoMayNotMakeAny() throws Exception {
        String said = new ChildJvm(OneGroup.class)
                .under("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                .under("--inh-caps=" + READ_ALL, "--ambient-caps=" + READ_ALL, "--bounding-set=" + READ_ALL)
                .output();

        assertThat(said)
                .contains("CgroupException")
                .contains(MOUNT + " belongs to root (", "), and this process is nobody: Permission denied")
                .contains("run as root");
    }

    @Test
    void aProcessThatMayLoadButNotAttachIsToldWhatItLacks() throws Exception {
        String said = new ChildJvm(OneGroup.class)
                .under("setpriv", "--bounding-set", "-all,+bpf,+perfmon,+dac_override")
                .output("attach");

        assertThat(said)
                .contains("PrivilegeException")
                .contains("\"pass\" cannot be attached to cgroup_skb/egress of cgroup ")
                .contains("EPERM")
                .contains("CAP_NET_ADMIN");
    }

    /** Makes a group, attaches to it if asked to, and prints what comes of that. */
    static final class OneGroup {

        private OneGroup() {}

        public static void main(String[] arguments) {
            try (Cgroup group = Bpf.cgroup()) {
                System.out.println("made " + group.path());
                if (arguments.length > 0) {
                    try (LoadedObject object = Bpf.open(Path.of("src/test/bpf/cgroup_egress_only.bpf.c"))
                            .load()) {
                        group.attach(object.program(CgroupSkbProgram.class));
                    }
                }
            } catch (BpfException e) {
                System.out.println(e);
            }
        }
    }
}

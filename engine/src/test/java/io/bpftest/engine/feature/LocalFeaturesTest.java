package io.bpftest.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.engine.ChildJvm;
import io.bpftest.feature.KernelFeatures;
import io.bpftest.feature.Support;
import io.bpftest.program.AttachType;
import io.bpftest.program.ProgramType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Probes of the kernel that runs this. */
class LocalFeaturesTest {

    private final KernelFeatures features = Bpf.features();

    @Test
    void helpersOfTheKernelsBtfHaveTheNumbersOfItsHeader() {
        List<String> header = List.copyOf(KnownTypes.ofHeader().keySet());
        List<String> both = features.helpers()
                .subList(0, Math.min(header.size(), features.helpers().size()));

        assertThat(header).startsWith(both.toArray(new String[0]));
        assertThat(KnownTypes.ofHeader())
                .containsEntry("bpf_map_lookup_elem", 1)
                .containsEntry("bpf_ktime_get_ns", 5)
                .containsEntry("bpf_cgrp_storage_delete", 211);
    }

    @Test
    void aHelpersPrefixMayBeLeftOut() {
        assertThat(features.hasHelper(ProgramType.XDP, "ktime_get_ns")).isTrue();
        assertThat(features.hasHelper(ProgramType.XDP, "bpf_ktime_get_ns")).isTrue();
    }

    @Test
    void aHelperOfNoKernelIsAbsent() {
        assertThat(features.helper(ProgramType.XDP, "bpf_no_such_helper"))
                .isEqualTo(Support.absent("the kernel lists no helper of this name"));
        assertThat(features.helper("bpf_no_such_helper").isAbsent()).isTrue();
    }

    @Test
    void aHelperOfATypeThatTheKernelLacksHasTheTypesAnswer() {
        assertThat(features.helper(ProgramType.LIRC_MODE2, "bpf_ktime_get_ns"))
                .isEqualTo(features.program(ProgramType.LIRC_MODE2));
        assertThat(features.has(ProgramType.LIRC_MODE2)).isFalse();
    }

    @Test
    void helpersThatSleepAreForTypesThatMaySleep() {
        assertThat(features.hasHelper(ProgramType.SYSCALL, "bpf_copy_from_user"))
                .isTrue();
        assertThat(features.hasHelper(ProgramType.KPROBE, "bpf_copy_from_user")).isTrue();
        assertThat(features.hasHelper(ProgramType.SOCKET_FILTER, "bpf_copy_from_user"))
                .isFalse();
    }

    /** Independent of bpftool: what these types may call is documented, and differs. */
    @Test
    void helpersAreToldApartByProgramType() {
        assertThat(features.hasHelper(ProgramType.XDP, "bpf_xdp_adjust_head")).isTrue();
        assertThat(features.hasHelper(ProgramType.SCHED_CLS, "bpf_xdp_adjust_head"))
                .isFalse();
        assertThat(features.hasHelper(ProgramType.SCHED_CLS, "bpf_skb_store_bytes"))
                .isTrue();
        assertThat(features.hasHelper(ProgramType.XDP, "bpf_skb_store_bytes")).isFalse();
    }

    @Test
    void kfuncsAreToldFromOtherFunctions() {
        try (KernelBtf btf = new KernelBtf()) {
            if (btf.kfuncs().isEmpty()) {
                assertThat(features.kfunc("vfs_read").state()).isEqualTo(Support.State.UNKNOWN);
            } else {
                assertThat(btf.kfuncs()).contains("bpf_dynptr_from_skb").doesNotContain("vfs_read");
                assertThat(features.hasKfunc("bpf_dynptr_from_skb")).isTrue();
                assertThat(features.kfunc("vfs_read").isAbsent()).isTrue();
            }
        }
        assertThat(features.hasKfunc("bpf_no_such_kfunc")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "CGROUP_INET_EGRESS",
                "CGROUP_INET4_CONNECT",
                "CGROUP_UDP6_RECVMSG",
                "CGROUP_SETSOCKOPT",
                "CGROUP_SOCK_OPS",
                "SK_SKB_STREAM_VERDICT",
                "SK_LOOKUP",
                "XDP",
                "FLOW_DISSECTOR"
            })
    void kindsOfAttachmentThatEveryTestedKernelHasArePresent(AttachType type) {
        assertThat(features.attach(type)).isEqualTo(Support.present());
    }

    @Test
    void kindsThatNoProbeTellsAreUnknownNotAbsent() {
        assertThat(features.attach(AttachType.XDP_DEVMAP).state()).isEqualTo(Support.State.UNKNOWN);
        assertThat(features.attach(AttachType.UNKNOWN).state()).isEqualTo(Support.State.UNKNOWN);
        assertThat(features.attach(AttachType.LIRC_MODE2).isAbsent()).isTrue();
    }

    @Test
    void aProcessWithoutPrivilegesGetsNoFalseNo() throws Exception {
        String table = new ChildJvm(ProbeTable.class)
                .under("setpriv", "--inh-caps=-all", "--bounding-set=-all")
                .output();

        assertThat(table.lines().filter(line -> line.startsWith("  XDP  ")))
                .isNotEmpty()
                .allMatch(line -> line.contains("unknown  probing needs privileges, and this process lacks CAP_BPF"));
    }

    @Test
    void capabilitiesOfAUserNamespaceGiveNoFalseNo() throws Exception {
        String table = new ChildJvm(ProbeTable.class)
                .under("unshare", "--user", "--map-root-user")
                .output();

        assertThat(table)
                .contains("this process has those of a user namespace only")
                .doesNotContain(" yes  ");
    }

    @Test
    void theTableIsPrintedForThisMachine() throws Exception {
        String table = new ChildJvm(ProbeTable.class).output();

        assertThat(table)
                .startsWith("kernel " + System.getProperty("os.version") + " (local)")
                .containsPattern("(?m)^  XDP +yes$")
                .containsPattern("(?m)^  RINGBUF +yes$")
                .containsPattern("(?m)^  XDP: \\d+ of \\d+$")
                .contains(" bpf_xdp_adjust_head ")
                .isEqualTo(features.table());
    }
}

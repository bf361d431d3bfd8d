package io.bpftest.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.feature.KernelFeatures;
import io.bpftest.feature.Support;
import io.bpftest.map.MapType;
import io.bpftest.program.ProgramType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our answers beside bpftool's on this machine, row by row. */
class BpftoolAgreementTest {

    /** Why a row of ours may differ from bpftool's. */
    private enum Difference {
        /**
         * Linux 6.10 or so says "program of this type cannot use helper" where it said "unknown func" before. A libbpf
         * that does not know the new words, such as the 1.1 within bpftool 7.1, takes them for a yes; the verifier's own
         * words are our reason.
         */
        MISREAD_REFUSAL,
        /** libbpf takes "might sleep in a non-sleepable prog" for a yes, though the type has no sleepable programs. */
        NEVER_SLEEPS,
        /** bpftool asks for them with "full" only, because each try leaves a warning in the kernel's log. */
        LOUD_HELPER,
        /** bpftool's list of helpers ends with the kernel's headers that it was built with. */
        NEWER_THAN_BPFTOOL
    }

    private static final Set<String> LOUD = Set.of("bpf_trace_printk", "bpf_probe_write_user");

    /** Types that the bpftool of some distribution we run on has no row for. */
    private static final Set<String> NEWER_TYPES = Set.of("NETFILTER", "CGRP_STORAGE", "ARENA", "INSN_ARRAY");

    private static Bpftool bpftool;

    private final KernelFeatures features = Bpf.features();

    @BeforeAll
    static void askBpftool() throws Exception {
        bpftool = Bpftool.probe();
    }

    @Test
    void programTypesAgree() {
        Map<String, Boolean> rows = bpftool.programTypes();

        assertThat(rows).hasSizeGreaterThan(25);
        for (ProgramType type : ProgramType.values()) {
            compare(type, rows, features.program(type));
        }
    }

    @Test
    void mapTypesAgree() {
        Map<String, Boolean> rows = bpftool.mapTypes();

        assertThat(rows).hasSizeGreaterThan(25);
        for (MapType type : MapType.values()) {
            compare(type, rows, features.map(type));
        }
    }

    private static void compare(Enum<?> type, Map<String, Boolean> rows, Support ours) {
        if (type.name().equals("UNSPEC") || type.name().equals("UNKNOWN")) {
            assertThat(ours.state()).isEqualTo(Support.State.UNKNOWN);
        } else if (rows.containsKey(type.name())) {
            assertThat(ours.state())
                    .as(type + ": " + ours.reason())
                    .isEqualTo(rows.get(type.name()) ? Support.State.PRESENT : Support.State.ABSENT);
        } else {
            assertThat(NEWER_TYPES).contains(type.name());
        }
    }

    @Test
    void helpersAgreeButForDifferencesWithAReason() {
        Map<String, Set<String>> rows = bpftool.helpers();
        assertThat(rows).hasSizeGreaterThan(25);
        Set<String> known = new HashSet<>();
        rows.values().forEach(known::addAll);
        Map<Difference, Integer> differences = new EnumMap<>(Difference.class);
        List<String> unexplained = new ArrayList<>();

        rows.forEach((type, theirs) -> {
            for (String helper : features.helpers()) {
                Support ours = features.helper(ProgramType.valueOf(type), helper);
                if (ours.isPresent() != theirs.contains(helper)) {
                    Difference difference = explain(helper, ours, known);
                    if (difference == null) {
                        unexplained.add(type + " " + helper + ": " + ours + ", bpftool " + theirs.contains(helper));
                    } else {
                        differences.merge(difference, 1, Integer::sum);
                    }
                }
            }
        });

        assertThat(unexplained).as("explained: " + differences).isEmpty();
    }

    private static Difference explain(String helper, Support ours, Set<String> known) {
        if (ours.isAbsent()) {
            if (ours.reason().equals("it may sleep, and programs of this type may not")) {
                return Difference.NEVER_SLEEPS;
            }
            return ours.reason().startsWith("program of this type cannot use helper " + helper + "#")
                    ? Difference.MISREAD_REFUSAL
                    : null;
        } else if (LOUD.contains(helper)) {
            return Difference.LOUD_HELPER;
        }
        return known.contains(helper) ? null : Difference.NEWER_THAN_BPFTOOL;
    }

    @Test
    void bpftoolNamesNoHelperThatTheKernelLacks() {
        bpftool.helpers().values().forEach(names -> assertThat(features.helpers())
                .containsAll(names));
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
}

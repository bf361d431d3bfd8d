package io.bpftest.engine.feature;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.kernel.Capability;
import io.bpftest.feature.Support;
import java.util.stream.Collectors;

/** Words the answers that several probes give. */
final class Answers {

    private Answers() {}

    /** A no, unless it may be due to this process's lack of privileges: the kernel then refuses all alike. */
    static Support no(String reason) {
        if (!Capability.missing().isEmpty()) {
            return Support.unknown("probing needs privileges, and this process lacks "
                    + Capability.missing().stream().map(Enum::name).collect(Collectors.joining(", ")));
        } else if (Capability.areOfUserNamespace()) {
            return Support.unknown("probing needs privileges, and this process has those of a user namespace only");
        }
        return Support.absent(reason);
    }

    /** For a constant that stands for no type of the kernel's. */
    static Support nameless(Enum<?> constant) {
        return Support.unknown(constant + " stands for no type that can be asked for");
    }

    /** Where libbpf is older than what is asked for. */
    static Support newerThanLibbpf() {
        return Support.unknown("libbpf " + Native.libbpf().libbpf_version_string() + " has no probe for it");
    }
}

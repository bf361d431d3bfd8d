package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.kernel.Capability;
import io.bpftest.error.BpfException;
import io.bpftest.error.PacketException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import io.bpftest.error.RunOptionException;
import io.bpftest.error.RunRefusedException;
import io.bpftest.program.ProgramInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says why the kernel refused a run, by what {@code net/bpf/test_run.c} checks for the program's type. */
enum RunErrors {
    XDP {
        @Override
        String limits() {
            return SHORTEST + " bytes to what one linear page and 17 fragments hold, some 70 KB";
        }
    },
    SKB {
        @Override
        String limits() {
            return SHORTEST + " bytes to what one page holds, some 3,700 bytes; with EtherType IPv4 at least 34 bytes, "
                    + "with IPv6 at least 54 (recent kernels)";
        }
    },
    FLOW_DISSECTOR {
        @Override
        String limits() {
            return SHORTEST + " bytes to what one page holds, " + NativeMemory.pageSize() + " bytes";
        }
    },
    NETFILTER {
        @Override
        String limits() {
            return "34 bytes (an Ethernet header and 20 bytes) to what one page holds, some 3,700 bytes; IPv6 at least "
                    + "54 for each hook but LOCAL_OUT";
        }
    },
    SK_LOOKUP {
        @Override
        String limits() {
            return "no packet";
        }
    };

    /** An Ethernet header: {@code ETH_HLEN}. */
    static final int SHORTEST = 14;

    abstract String limits();

    PacketException tooShort(ProgramInfo program, int length) {
        return new PacketException(new Problem(
                subject(program) + " cannot run on a packet of " + length + " bytes",
                length + " bytes",
                "at least " + SHORTEST + " bytes: the kernel's test run begins with an Ethernet header",
                "give the whole frame, from its Ethernet header on"));
    }

    BpfException of(ProgramInfo program, int error, int length, @Nullable Object options) {
        Optional<RefusedOption> refused = RefusedOption.of(program.type(), error, length, options);
        if (refused.isPresent()) {
            return new RunOptionException(new Problem(
                    subject(program) + " cannot run with these options",
                    refused.get().option() + "; the kernel says " + Errno.text(error),
                    refused.get().required(),
                    refused.get().remedy()));
        }
        if (Errno.EINVAL.is(error) || Errno.ENOMEM.is(error)) {
            return new PacketException(new Problem(
                    subject(program) + " cannot run on this packet",
                    length + " bytes; the kernel says " + Errno.text(error),
                    limits(),
                    "give a packet within these limits"));
        }
        return refused(program, error);
    }

    /** Says why the kernel refused a run for a reason that has nothing to do with what it was given. */
    static BpfException refused(ProgramInfo program, int error) {
        if (Errno.EPERM.is(error)) {
            return new PrivilegeException(new Problem(
                    subject(program) + " may not run here",
                    Errno.text(error),
                    Capability.CAP_BPF + " and " + Capability.CAP_NET_ADMIN,
                    "run as root, or give the process these capabilities"));
        }
        if (Errno.ENOTSUPP.is(error)) {
            return new RunRefusedException(new Problem(
                    "This kernel has no test run for " + subject(program),
                    "kernel " + program.kernel() + " says " + Errno.text(error) + " for type " + program.type(),
                    "a kernel that can run " + program.type() + " programs with BPF_PROG_TEST_RUN",
                    "use a newer kernel; where none can, attach the program and trigger what it is attached to"));
        }
        return new RunRefusedException(new Problem(
                "The kernel refuses a test run of " + subject(program),
                Errno.text(error),
                "a kernel that can run " + program.type() + " programs with BPF_PROG_TEST_RUN",
                "use another kernel, or test the program on a live hook"));
    }

    private static String subject(ProgramInfo program) {
        return program.title() + " \"" + program.name() + "\"";
    }
}

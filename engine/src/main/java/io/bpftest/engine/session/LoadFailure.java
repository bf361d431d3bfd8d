package io.bpftest.engine.session;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.Capability;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.engine.object.ObjectLoader;
import io.bpftest.engine.object.VerifierFinding;
import io.bpftest.error.BpfException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.LoadRefusedException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import io.bpftest.error.Rejection;
import io.bpftest.error.VerifierRejectionException;
import io.bpftest.spi.CurrentTest;
import io.bpftest.spi.GuestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says why an object did not load. */
final class LoadFailure {

    private static final Pattern REFUSED_PROGRAM = Pattern.compile("prog '([^']+)': BPF program load failed.*");

    /** What libbpf says besides: retries, what follows from the first message, a hint for kernels before 5.11. */
    private static final List<String> NOISE =
            List.of("Retrying without BTF", "failed to load object", ": failed to load: -", "try raising 'ulimit -l'");

    /** What libbpf says where it looks for the kernel's types, and finds none. */
    private static final String NO_TYPES = "failed to find valid kernel BTF";

    private final LocalObjectSpec spec;
    private final ObjectLoader.Refusal refusal;

    LoadFailure(LocalObjectSpec spec, ObjectLoader.Refusal refusal) {
        this.spec = spec;
        this.refusal = refusal;
    }

    BpfException exception() {
        if (Errno.EPERM.is(-refusal.error())) {
            if (!Capability.missing().isEmpty()) {
                return privilege(
                        "no " + Capability.missing().stream().map(Enum::name).collect(Collectors.joining(", no ")));
            } else if (Capability.areOfUserNamespace()) {
                return privilege("capabilities of a user namespace, as in rootless containers, not of the machine");
            }
        }
        if (refusal.messages().stream().anyMatch(message -> message.contains(NO_TYPES))) {
            return new FeatureMissingException(new Problem(
                    spec.name() + " cannot be fitted to the running kernel, whose types cannot be read",
                    NO_TYPES + ", in /sys/kernel/btf/vmlinux or beside the kernel's image",
                    "a kernel built with CONFIG_DEBUG_INFO_BTF; this is " + Kernel.release(),
                    "use such a kernel, for instance in a VM; programs without CO-RE and kfuncs run on this one too"));
        }
        Optional<Problem> missing = MissingTarget.of(spec, refusal.messages());
        if (missing.isPresent()) {
            return new LoadRefusedException(missing.get());
        }
        String program = refusedProgram();
        if (!program.isEmpty() && !refusal.log().isBlank()) {
            return rejection(program);
        }
        return refused(program);
    }

    /** Says why in some words, and leaves nothing on disk. */
    String words() {
        String program = refusedProgram();
        if (program.isEmpty() || refusal.log().isBlank()) {
            return Errno.text(refusal.error());
        }
        return "\"" + program + "\": "
                + VerifierFinding.of(refusal.log(), spec.sources()).reason();
    }

    private PrivilegeException privilege(String found) {
        return new PrivilegeException(new Problem(
                spec.name() + " cannot be loaded by this process",
                found,
                "CAP_BPF and CAP_NET_ADMIN, or CAP_SYS_ADMIN (CAP_PERFMON besides, for tracing)",
                "run the tests as root, or in an environment that has these capabilities"));
    }

    private VerifierRejectionException rejection(String program) {
        VerifierFinding finding = VerifierFinding.of(refusal.log(), spec.sources());
        String subject = "The verifier rejected \"" + program + "\"";
        StringBuilder message = new StringBuilder(subject);
        line(message, "at", finding.sourcePosition() + "   " + finding.sourceText());
        line(message, "reason", finding.reason());
        line(message, "remedy", finding.remedy());
        String kernel = Kernel.release() + " (" + GuestEnvironment.title() + ")";
        line(message, "kernel", kernel + ": \"" + finding.decisive() + "\"");
        line(message, "log", saveLog(program));
        Problem problem = new Problem(subject, finding.reason(), "a program the verifier accepts", finding.remedy());
        return new VerifierRejectionException(
                problem,
                message.toString(),
                new Rejection(
                        program,
                        finding.kind(),
                        finding.reason(),
                        finding.sourcePosition(),
                        finding.sourceText(),
                        kernel,
                        finding.decisive(),
                        refusal.log()));
    }

    private static void line(StringBuilder message, String label, String text) {
        message.append(String.format("%n  %-7s %s", label, text.stripTrailing()));
    }

    private LoadRefusedException refused(String program) {
        String said = refusal.messages().stream()
                .filter(message -> NOISE.stream().noneMatch(message::contains))
                .collect(Collectors.joining("\n", "\n", ""));
        String log = refusal.log().isBlank() ? "" : "\n" + refusal.log().strip();
        boolean forbidden = Errno.EPERM.is(-refusal.error());
        return new LoadRefusedException(new Problem(
                "The kernel refuses " + (program.isEmpty() ? spec.name() : "\"" + program + "\" of " + spec.name()),
                Errno.text(refusal.error())
                        + (forbidden ? ", though this process has the capabilities" : "")
                        + said.stripTrailing()
                        + log,
                "a kernel that has these program and map types and allows them"
                        + (forbidden ? " (lockdown and security modules may forbid them even to root)" : "")
                        + "; this is " + Kernel.release(),
                "use another kernel, or switch the program off where it is not under test"));
    }

    private String refusedProgram() {
        for (String message : refusal.messages()) {
            Matcher matcher = REFUSED_PROGRAM.matcher(message);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return "";
    }

    private String saveLog(String program) {
        Path file = CurrentTest.get().folder().resolve(program + ".verifier.log");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, refusal.log());
            return CurrentTest.shown(file);
        } catch (IOException e) {
            return "not saved: " + e;
        }
    }
}

package io.bpftest.engine.session;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.Capability;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.engine.object.ObjectLoader;
import io.bpftest.engine.object.VerifierFinding;
import io.bpftest.error.BpfException;
import io.bpftest.error.LoadRefusedException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import io.bpftest.error.VerifierRejectionException;
import io.bpftest.spi.CurrentTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why an object did not load. */
final class LoadFailure {

    private static final Pattern REFUSED_PROGRAM = Pattern.compile("prog '([^']+)': BPF program load failed.*");

    private final LocalObjectSpec spec;
    private final ObjectLoader.Refusal refusal;

    LoadFailure(LocalObjectSpec spec, ObjectLoader.Refusal refusal) {
        this.spec = spec;
        this.refusal = refusal;
    }

    BpfException exception() {
        if (!Capability.CAP_SYS_ADMIN.isEffective() && missesCapability() && Errno.EPERM.is(-refusal.error())) {
            return privilege();
        }
        String program = refusedProgram();
        if (!program.isEmpty() && !refusal.log().isBlank()) {
            return rejection(program);
        }
        return refused(program);
    }

    private static boolean missesCapability() {
        return !Capability.CAP_BPF.isEffective() || !Capability.CAP_NET_ADMIN.isEffective();
    }

    private PrivilegeException privilege() {
        List<Capability> missing = java.util.stream.Stream.of(Capability.CAP_BPF, Capability.CAP_NET_ADMIN)
                .filter(capability -> !capability.isEffective())
                .toList();
        return new PrivilegeException(new Problem(
                spec.name() + " cannot be loaded by this process",
                "no " + String.join(", no ", missing.stream().map(Enum::name).toList()),
                "CAP_BPF and CAP_NET_ADMIN, or CAP_SYS_ADMIN (CAP_PERFMON besides, for tracing)",
                "run the tests as root, or in an environment that has these capabilities"));
    }

    private VerifierRejectionException rejection(String program) {
        VerifierFinding finding = VerifierFinding.of(refusal.log(), spec.file());
        String subject = "The verifier rejected \"" + program + "\"";
        StringBuilder message = new StringBuilder(subject);
        line(message, "at", finding.sourcePosition() + "   " + finding.sourceText());
        line(message, "reason", finding.reason());
        line(message, "remedy", finding.remedy());
        line(message, "kernel", Kernel.release() + " (local): \"" + finding.decisive() + "\"");
        line(message, "log", saveLog(program));
        Problem problem = new Problem(subject, finding.reason(), "a program the verifier accepts", finding.remedy());
        return new VerifierRejectionException(problem, message.toString(), program, refusal.log());
    }

    private static void line(StringBuilder message, String label, String text) {
        message.append(String.format("%n  %-7s %s", label, text.stripTrailing()));
    }

    private LoadRefusedException refused(String program) {
        String said = String.join("\n", refusal.messages());
        String log = refusal.log().isBlank() ? "" : "\n" + refusal.log().strip();
        return new LoadRefusedException(new Problem(
                "The kernel refuses " + (program.isEmpty() ? spec.name() : "\"" + program + "\" of " + spec.name()),
                Errno.text(refusal.error()) + (said.isEmpty() ? "" : "\n" + said) + log,
                "a kernel that has these program and map types and allows them; this is " + Kernel.release(),
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
            return file.toString();
        } catch (IOException e) {
            return "not saved: " + e;
        }
    }
}

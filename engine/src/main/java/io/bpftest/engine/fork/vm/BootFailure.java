package io.bpftest.engine.fork.vm;

import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import java.time.Duration;
import java.util.Map;

/** Why a virtual machine is not up: read from what its console shows. */
final class BootFailure {

    private static final int LINES_SHOWN = 20;

    /** What a console shows, and what helps. */
    private static final Map<String, String> REMEDIES = Map.of(
            "failed to initialize kvm",
            "get the right to use /dev/kvm (often: join the group kvm), or leave bpftest.vm.accelerator out",
            "cannot set up guest memory",
            "take less in bpftest.vm.memory",
            "Out of memory",
            "give it more in bpftest.vm.memory",
            "System is deadlocked on memory",
            "give it more in bpftest.vm.memory",
            "'virtio-9p-pci' is not a valid device",
            "take a QEMU that is built with virtfs, such as Debian's",
            "There is no option group 'virtfs'",
            "take a QEMU that is built with virtfs, such as Debian's");

    private BootFailure() {}

    /**
     * Gives the error.
     *
     * @param how it ended or did not, as a part of a sentence about the machine
     * @param console what it showed
     */
    static EnvironmentException of(KernelImage kernel, String how, String console, Duration limit) {
        String[] lines = console.strip().split("\n");
        StringBuilder found = new StringBuilder("it ").append(how);
        for (int i = Math.max(lines.length - LINES_SHOWN, 0); i < lines.length; i++) {
            found.append("\n| ").append(lines[i]);
        }
        String remedy = REMEDIES.entrySet().stream()
                .filter(known -> console.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("take another kernel (ci/kernels), or more time (bpftest.vm.boot) if it was only slow");
        return new EnvironmentException(new Problem(
                "The VM with Linux " + kernel.version() + " does not boot",
                found.toString(),
                kernel.image() + " up within " + limit.toSeconds() + " s, with this machine's files over virtio and 9p",
                remedy));
    }
}

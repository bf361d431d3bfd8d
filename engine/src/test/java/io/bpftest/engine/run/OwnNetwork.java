package io.bpftest.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.kernel.Capability;
import io.bpftest.program.Program;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A network namespace with a veth pair {@code near} and {@code far}, both up, that is there as long as the thread that
 * made it: nothing is left behind, however a test ends.
 */
final class OwnNetwork {

    private static final int CLONE_NEWNET = 0x4000_0000;
    private static final int BPF_XDP = 37;

    private OwnNetwork() {}

    /** What a test does in the namespace. */
    interface Work {
        void run(OwnNetwork network) throws Exception;
    }

    /** {@code ci/test} hands an ordinary user no more than BPF needs; namespaces are root's. */
    static void mayBeMade() {
        assumeThat(Capability.CAP_SYS_ADMIN.isEffective()).as("CAP_SYS_ADMIN").isTrue();
    }

    /** Runs work in a thread and a namespace of its own, and rethrows what it throws. */
    static void with(Work work) throws Exception {
        mayBeMade();
        FutureTask<Void> task = new FutureTask<>(() -> {
            assertThat(Native.libc().unshare(CLONE_NEWNET)).as("unshare").isZero();
            OwnNetwork network = new OwnNetwork();
            network.ip("link", "add", "near", "type", "veth", "peer", "name", "far");
            // Java sees no interface without an address.
            network.ip("address", "add", "192.0.2.1/25", "dev", "near");
            network.ip("address", "add", "192.0.2.129/25", "dev", "far");
            network.ip("link", "set", "lo", "up");
            network.ip("link", "set", "near", "up");
            network.ip("link", "set", "far", "up");
            work.run(network);
            return null;
        });
        Thread thread = new Thread(task, "own network");
        thread.start();
        try {
            task.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        } catch (TimeoutException e) {
            thread.interrupt();
            throw e;
        }
    }

    /** Runs {@code ip} in the namespace: a child process inherits it from the thread that starts it. */
    void ip(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    int index(String name) throws IOException {
        return Objects.requireNonNull(NetworkInterface.getByName(name), name).getIndex();
    }

    /** Attaches a program to an interface until the result is closed; a veth takes XDP frames only when its peer has one. */
    AutoCloseable attach(Program program, String name) throws IOException {
        int link = Native.libbpf().bpf_link_create(((XdpHandle) program).fd(), index(name), BPF_XDP, 0);
        assertThat(link).as("attached to " + name).isNotNegative();
        return () -> Native.libc().close(link);
    }
}

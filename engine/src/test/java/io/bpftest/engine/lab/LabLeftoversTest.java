package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.ChildJvm;
import io.bpftest.engine.kernel.FileDescriptor;
import io.bpftest.engine.session.KernelObjects;
import io.bpftest.error.AttachException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.HostCodeException;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.TcHook;
import io.bpftest.lab.XdpMode;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever happens to a lab, nothing of it stays: namespace, interface, program, descriptor or thread. */
@BpfObject("verdicts.bpf.c")
@MakesNamespaces
class LabLeftoversTest {

    private Witness witness;
    private List<String> before;

    @BeforeEach
    void count() throws IOException {
        try (Lab lab = Bpf.lab()) {
            lab.link("a", "b").far().capture();
        }
        witness = new Witness();
        before = descriptors();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(threads()).noneMatch(name -> name.startsWith("bpf-test host"));
        assertThat(descriptors()).isEqualTo(before);
        witness.close();
    }

    @Test
    void twoHundredLabsOneAfterAnother(@BpfProgram("xdp_verdict") XdpProgram program) throws IOException {
        List<String> cables = new ArrayList<>();
        before = descriptors();
        for (int i = 0; i < 200; i++) {
            try (Lab lab = Bpf.lab()) {
                lab.link("a", "b").far().attach(program, XdpMode.NATIVE);
                cables.add(witness.watch(lab.host("b")));
            }
        }
        cables.forEach(witness::awaitGone);
    }

    @Test
    void twentyAtOnce(@BpfProgram("xdp_verdict") XdpProgram program) throws Exception {
        before = descriptors();
        List<String> cables = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(20);
        CountDownLatch allStand = new CountDownLatch(20);
        List<Future<String>> labs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            labs.add(threads.submit(() -> {
                try (Lab lab = Bpf.lab()) {
                    LabLink wire = lab.link("a", "b");
                    wire.far().attach(program, XdpMode.NATIVE);
                    String cable = witness.watch(lab.host("a"));
                    allStand.countDown();
                    allStand.await();
                    assertThat(wire.near().ip4().getHostAddress()).isEqualTo("10.0.0.1");
                    return cable;
                }
            }));
        }
        for (Future<String> lab : labs) {
            cables.add(lab.get());
        }
        threads.shutdown();
        cables.forEach(witness::awaitGone);
    }

    @Test
    void aLabWhoseTestFailedInEveryWay(@BpfProgram("xdp_verdict") XdpProgram program) throws IOException {
        before = descriptors();
        String cable;
        try (Lab lab = Bpf.lab()) {
            LabLink wire = lab.link("a", "b");
            cable = witness.watch(lab.host("a"));
            wire.near().capture();
            wire.far().attach(program, XdpMode.NATIVE).exceptions();
            assertThatThrownBy(() -> wire.far().attach(program, XdpMode.GENERIC))
                    .isInstanceOf(AttachException.class);
            assertThatThrownBy(() -> wire.near().attach(program, XdpMode.OFFLOAD))
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> lab.host("b").run(Duration.ofMillis(10), () -> new CountDownLatch(1).await()))
                    .isInstanceOf(HostCodeException.class);
            assertThatThrownBy(() -> lab.host("b").command("no-such-command")).isInstanceOf(RuntimeException.class);
        }
        witness.awaitGone(cable);
    }

    @Test
    void aKilledJvm() throws Exception {
        Process child = new ChildJvm(LabLeftoversTest.class).start();
        BufferedReader output = child.inputReader();
        String line = output.readLine();
        while (line != null && !line.startsWith("namespace ")) {
            line = output.readLine();
        }
        assertThat(line).isNotNull();
        String number = line.substring("namespace ".length());
        String cable;
        try (FileDescriptor namespace =
                FileDescriptor.open(Path.of("/proc", Long.toString(child.pid()), "fd", number))) {
            cable = witness.watch(namespace.number());
        }
        List<Integer> programs = KernelObjects.numbers(child.pid(), "prog_id");
        assertThat(programs).isNotEmpty().allMatch(KernelObjects::isProgram);
        assertThat(witness.sees(cable)).isTrue();

        assertThat(child.destroyForcibly().waitFor()).isEqualTo(128 + 9);

        witness.awaitGone(cable);
        long limit = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (programs.stream().anyMatch(KernelObjects::isProgram)) {
            assertThat(System.nanoTime()).as("still loaded after a minute").isLessThan(limit);
            Thread.onSpinWait();
        }
    }

    /** What the child does that is killed. */
    public static void main(String[] none) throws IOException {
        ObjectSpec spec = Bpf.open("src/test/bpf/verdicts.bpf.c");
        spec.programs().forEach(program -> program.autoload(program.name().matches("(xdp|tc)_verdict")));
        try (LoadedObject object = spec.load();
                Lab lab = Bpf.lab()) {
            LabLink wire = lab.link("a", "b");
            wire.near().capture();
            wire.far().attach(object.program(XdpProgram.class), XdpMode.NATIVE);
            wire.far().attach(object.program(TcProgram.class), TcHook.ingress());
            attachAtEgress(wire, object.program(TcProgram.class));
            lab.host("a").start(new ProcessBuilder("cat"));
            System.out.println("namespace " + ((LocalHost) lab.host("b")).namespace());
            // Returns when the parent is gone.
            System.in.transferTo(System.out);
        }
    }

    private static void attachAtEgress(LabLink wire, TcProgram program) {
        try {
            wire.far().attach(program, TcHook.tcxEgress());
        } catch (FeatureMissingException e) {
            // Before Linux 6.6.
            wire.far().attach(program, TcHook.egress());
        }
    }

    /** What this JVM's descriptors lead to that a lab might leave open. */
    private static List<String> descriptors() throws IOException {
        List<String> targets = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : files.toList()) {
                try {
                    targets.add(Files.readSymbolicLink(file).toString().replaceAll("\\[\\d+]", ""));
                } catch (IOException e) {
                    // the folder's own, closed by now
                    continue;
                }
            }
        }
        return targets.stream()
                .filter(target -> target.matches("(net|socket|pipe|anon_inode).*"))
                .sorted()
                .toList();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .toList();
    }
}

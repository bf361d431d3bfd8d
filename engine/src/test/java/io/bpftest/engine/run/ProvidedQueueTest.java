package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.program.XdpOptions.xdpOptions;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.ChildJvm;
import io.bpftest.engine.Frames;
import io.bpftest.error.BpfException;
import io.bpftest.error.PacketException;
import io.bpftest.error.RunOptionException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.ProgramType;
import io.bpftest.program.XdpProgram;
import java.net.NetworkInterface;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receive queues of an interface that is provided where a test names none. */
@BpfObject("contexts.bpf.c")
class ProvidedQueueTest {

    private static final byte[] FRAME = Frames.ofLength(64);

    @BpfProgram("xdp_reads")
    XdpProgram program;

    @BpfMap
    KernelMap<Integer, Integer> seen;

    @BeforeEach
    void namespacesMayBeMade() {
        OwnNetwork.mayBeMade();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 255})
    void whereATestNamesNoInterfaceOneThatHasTheQueueIsProvided(int queue) throws Exception {
        byte[] metadata = {1, 2, 3, 4};
        List<NetworkInterface> before = NetworkInterface.networkInterfaces().toList();

        assertThat(program.run(FRAME, xdpOptions().receiveQueue(queue).metadata(metadata)))
                .passes()
                .isUnchanged()
                .hasMetadata(metadata);

        assertThat(seen).containsEntry(1, queue).containsEntry(2, 0x04030201).containsEntry(3, 64);
        assertThat(seen.get(0)).as("ingress_ifindex").isGreaterThan(1);
        assertThat(NetworkInterface.networkInterfaces().toList())
                .as("nothing of it is seen here")
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 70_000, -1})
    void moreQueuesThanAreProvidedNeedAnInterfaceOfTheTest(int queue) {
        assertThatThrownBy(() -> program.run(FRAME, xdpOptions().receiveQueue(queue)))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining("receive queue " + Integer.toUnsignedString(queue) + " of no interface")
                .hasMessageContaining("an ingress interface, whose queue it is, or a queue less than 256");
    }

    @Test
    void aRunOnAProvidedQueueThatFailsShowsTheLineOfTheTest() {
        assertThatThrownBy(() -> program.run(new byte[13], xdpOptions().receiveQueue(2)))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("XDP program \"xdp_reads\" cannot run on a packet of 13 bytes")
                .satisfies(thrown -> assertThat(
                                Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::getClassName))
                        .contains(ProvidedQueueTest.class.getName()));
    }

    @Test
    void runsOnProvidedQueuesMayBeMadeByManyThreads(@BpfProgram("xdp_returns_queue") XdpProgram returns) {
        List<Integer> wrong = IntStream.range(0, 2000)
                .parallel()
                .map(i -> 1 + i % 255)
                .filter(queue ->
                        returns.run(FRAME, xdpOptions().receiveQueue(queue)).returnValue() != queue)
                .boxed()
                .toList();

        assertThat(wrong).isEmpty();
    }

    @Test
    void anInterruptedTestGetsItsResultAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThat(program.run(FRAME, xdpOptions().receiveQueue(1))).passes();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void withoutThePrivilegeItIsSaidWhatIsMissingAndWhatElseHelps() throws Exception {
        String output = new ChildJvm(ProvidedQueueTest.class)
                .under("setpriv", "--inh-caps=-all", "--bounding-set=-all,+bpf,+net_admin,+perfmon")
                .output();

        assertThat(output)
                .startsWith("PrivilegeException: No interface with many receive queues can be provided")
                .contains("unshare(CLONE_NEWNET): EPERM")
                .contains("required  CAP_SYS_ADMIN")
                .contains("name an ingress interface that has the receive queue");
    }

    @Test
    void withoutIpItIsSaidWhatToInstall() throws Exception {
        String output = new ChildJvm(ProvidedQueueTest.class)
                .environment("PATH", "/nowhere")
                .output();

        assertThat(output)
                .startsWith("ToolMissingException: No interface with many receive queues can be provided")
                .contains("required  ip of iproute2")
                .contains("name an ingress interface that has the receive queue, or install iproute2");
    }

    /** What the child JVMs do, twice: a failure must not keep a later run from failing likewise. */
    public static void main(String[] none) {
        try (TrialProgram program = TrialProgram.load(ProgramType.XDP)) {
            XdpHandle handle = new XdpHandle(program.target("xdp"));
            for (int i = 0; i < 2; i++) {
                try {
                    handle.run(FRAME, xdpOptions().receiveQueue(1));
                } catch (BpfException e) {
                    System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
                }
            }
        }
    }
}

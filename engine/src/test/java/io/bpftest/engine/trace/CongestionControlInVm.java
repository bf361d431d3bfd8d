package io.bpftest.engine.trace;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.error.AttachException;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.ErrorNumber;
import io.bpftest.lab.SocketKind;
import io.bpftest.lab.TestSocket;
import io.bpftest.lab.Tracing;
import io.bpftest.map.GlobalVariable;
import io.bpftest.program.StructOpsProgram;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A real connection uses a congestion control of the test's. In virtual machines: its handle asks for it. */
@BpfObject("trace_congestion.bpf.c")
class CongestionControlInVm {

    private static final int IPPROTO_TCP = 6;
    private static final int TCP_CONGESTION = 13;
    private static final byte[] NAME = "bpf_counting".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aConnectionIsRunByWhatTheProgramsImplement(
            @BpfProgram("counting_init") StructOpsProgram program,
            @BpfGlobal("begun") GlobalVariable<Long> begun,
            @BpfGlobal("acknowledged") GlobalVariable<Long> acknowledged,
            Tracing tracing) {
        TestSocket server = tracing.socket(SocketKind.TCP4);
        assertThat(server.bind("127.0.0.1", 0)).succeeds();
        assertThat(server.listen()).succeeds();
        int port = ((InetSocketAddress) server.localAddress().address().orElseThrow()).getPort();
        TestSocket client = tracing.socket(SocketKind.TCP4);
        assertThat(client.setOption(IPPROTO_TCP, TCP_CONGESTION, NAME)).isRefusedWith(ErrorNumber.ENOENT);

        Attachment attached = tracing.attach(program);
        assertThat(attached.hook()).isEqualTo("struct_ops map counting");
        assertThat(client.setOption(IPPROTO_TCP, TCP_CONGESTION, NAME)).succeeds();
        assertThat(client.connect("127.0.0.1", port)).succeeds();
        TestSocket accepted = server.accept();
        for (int i = 0; i < 3; i++) {
            assertThat(client.send("hello")).succeeds();
            assertThat(accepted.receive()).gives("hello");
            assertThat(accepted.send("and back")).succeeds();
            assertThat(client.receive()).gives("and back");
        }

        assertThat(begun.get()).isEqualTo(1L);
        assertThat(acknowledged.get()).isPositive();
        attached.close();
        assertThat(tracing.socket(SocketKind.TCP4).setOption(IPPROTO_TCP, TCP_CONGESTION, NAME))
                .isRefusedWith(ErrorNumber.ENOENT);
    }

    @Test
    void aMapIsRegisteredOnceAndNamedRightly(@BpfProgram("counting_init") StructOpsProgram program, Tracing tracing) {
        Attachment attached = tracing.attach(program, "counting");
        assertThatThrownBy(() -> tracing.attach(program, "counting"))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("the map is registered already");
        assertThatThrownBy(() -> tracing.attach(program, "countin"))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("did you mean \"counting\"?");
        attached.close();
    }
}

package io.bpftest.engine.trace;

import static io.bpftest.assertion.BpfAssertions.assertThat;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.CallResult;
import io.bpftest.lab.ErrorNumber;
import io.bpftest.lab.SocketKind;
import io.bpftest.lab.SystemCalls.FileAccess;
import io.bpftest.lab.TestSocket;
import io.bpftest.lab.Tracing;
import io.bpftest.map.GlobalVariable;
import io.bpftest.program.LsmProgram;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Programs of security hooks refuse what they decide about. In virtual machines: handles of such programs ask for it. */
@BpfObject("trace_lsm.bpf.c")
class LsmInVm {

    private static final Path TRUE = Path.of("/bin/true");

    @BpfGlobal("only_thread")
    GlobalVariable<Integer> onlyThread;

    @BpfGlobal("only_parent")
    GlobalVariable<Integer> onlyParent;

    @BpfGlobal("refused")
    GlobalVariable<Long> refused;

    /** Allowed while nobody is named, refused for the thread, and allowed again without the program. */
    private void decides(Tracing tracing, LsmProgram program, Supplier<CallResult> call) {
        int thread = tracing.threadId();
        int process = tracing.processId();
        Attachment attached = tracing.attach(program);
        assertThat(attached.hook()).startsWith("security hook ");
        assertThat(call.get()).succeeds();
        onlyThread.set(thread);
        onlyParent.set(process);
        assertThat(call.get()).isRefusedWith(ErrorNumber.EPERM);
        assertThat(refused.get()).isPositive();
        attached.close();
        assertThat(call.get()).succeeds();
    }

    @Test
    void aFileIsNotOpened(@BpfProgram("no_open") LsmProgram program, Tracing tracing) {
        decides(tracing, program, () -> tracing.openFile(TRUE, FileAccess.READ));
    }

    @Test
    void aProgramIsNotExecuted(@BpfProgram("no_exec") LsmProgram program, Tracing tracing) {
        decides(tracing, program, () -> tracing.execute(TRUE));
    }

    @Test
    void aSocketIsNotConnected(@BpfProgram("no_connect") LsmProgram program, Tracing tracing) {
        decides(tracing, program, () -> {
            TestSocket socket = tracing.socket(SocketKind.UDP4);
            return socket.connect("127.0.0.1", 9);
        });
    }

    @Test
    void aMapIsNotMade(@BpfProgram("no_bpf") LsmProgram program, Tracing tracing) {
        decides(tracing, program, tracing::createMap);
    }
}

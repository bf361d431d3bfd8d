package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.RequiresBpf;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.ContextException;
import io.bpftest.error.ConversionException;
import io.bpftest.map.KernelMap;
import io.bpftest.map.StructValue;
import io.bpftest.program.ProgramType;
import io.bpftest.program.SyscallProgram;
import io.bpftest.program.SyscallRun;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BpfObject("syscalls.bpf.c")
@RequiresBpf(program = ProgramType.SYSCALL)
class SyscallRunTest {

    private static final int REQUEST = 24;
    private static final int SUM = 8;

    @BpfMap
    KernelMap<Integer, Long> runs;

    @Test
    void theProgramGetsItsStructAndChangesIt(@BpfProgram("add") SyscallProgram add) {
        byte[] request = request(5, 3).array();

        SyscallRun run = add.run(request);

        assertThat(run).returns(2).hasContext(request(5, 3).putLong(SUM, 8).array());
        assertThat(run.contextBuffer().getLong(SUM)).isEqualTo(8);
        assertThat(request).as("the caller's array").isEqualTo(request(5, 3).array());
        assertThat(run.input()).isEqualTo(request);
        assertThat(runs).containsEntry(0, 1L);
    }

    @Test
    void theKernelWritesTheContextBackInPlaceButTheCallersArrayStaysAsItIs(@BpfProgram("add") SyscallProgram add) {
        ByteBuffer context = NativeMemory.allocate(REQUEST).put(request(5, 3));
        int error = ContextRun.ofThread().run(((SyscallHandle) add).fd(), NativeMemory.address(context), REQUEST);
        assertThat(error).isZero();
        assertThat(context.getLong(SUM)).as("what went in is gone").isEqualTo(8);

        byte[] request = request(5, 3).array();
        assertThat(add.run(request).contextBuffer().getLong(SUM)).isEqualTo(8);
        assertThat(request).isEqualTo(request(5, 3).array());
    }

    record Request(int left, int right, long sum, long untouched) {}

    @Test
    void aRecordMayStandForTheStruct(@BpfProgram("add") SyscallProgram add) {
        SyscallRun run = add.runWith(new Request(5, 3, 0, 9));

        assertThat(run).returns(2);
        assertThat(run.context(Request.class)).isEqualTo(new Request(5, 3, 8, 9));
        assertThat(run.context(StructValue.class).number("sum")).isEqualTo(8);
        StructValue request =
                StructValue.of("left", 1).with("right", 2).with("sum", 0).with("untouched", 0);
        assertThat(add.runWith(request).context(Request.class).sum()).isEqualTo(3);
    }

    @Test
    void aStructThatDoesNotFitOrIsNotDeclaredIsRefused(
            @BpfProgram("add") SyscallProgram add, @BpfProgram("ignores_context") SyscallProgram undeclared) {
        assertThatThrownBy(() -> add.runWith(StructValue.of("left", -1L)
                        .with("right", 0)
                        .with("sum", 0)
                        .with("untouched", 0)))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("member \"left\" of the context of program \"add\"");
        assertThatThrownBy(() -> undeclared.runWith(new Request(1, 2, 3, 4)))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("The C type of the context of program \"ignores_context\" is not known");
        SyscallRun run = add.run(new byte[REQUEST]);
        assertThatThrownBy(() -> run.context(Long.class)).isInstanceOf(ConversionException.class);
        assertThatThrownBy(() -> undeclared.run(new byte[1]).context(Request.class))
                .isInstanceOf(ConversionException.class);
    }

    @Test
    void theReturnValueMayBeNegative(@BpfProgram("add") SyscallProgram add) {
        assertThat(add.run(request(3, 5).array())).returns(-2);
    }

    @Test
    void aProgramThatLooksAtNoContextNeedsNone(@BpfProgram("ignores_context") SyscallProgram program) {
        assertThat(program.run()).returns(7).hasUnchangedContext();
        assertThat(program.run(new byte[] {1, 2, 3})).returns(7).hasUnchangedContext();
        assertThat(program.run(ByteBuffer.allocateDirect(0))).isEqualTo(7);
    }

    @Test
    void aDirectBufferIsChangedInPlaceBetweenItsPositionAndLimit(@BpfProgram("add") SyscallProgram add) {
        isChangedInPlace(add, ByteBuffer.allocateDirect(60));
    }

    @Test
    void aBufferOnAnArrayIsChangedInPlaceBetweenItsPositionAndLimit(@BpfProgram("add") SyscallProgram add) {
        isChangedInPlace(add, ByteBuffer.wrap(new byte[70], 5, 60).slice());
    }

    private static void isChangedInPlace(SyscallProgram add, ByteBuffer buffer) {
        buffer.order(ByteOrder.nativeOrder())
                .position(12)
                .put(request(40, 2))
                .flip()
                .position(12);

        assertThat(add.run(buffer)).isEqualTo(38);

        assertThat(buffer.getLong(12 + SUM)).isEqualTo(42);
        assertThat(buffer.position()).isEqualTo(12);
        assertThat(buffer.limit()).isEqualTo(12 + REQUEST);
        assertThat(buffer.clear().getLong(0)).as("in front of the context").isZero();
        assertThat(buffer.getLong(12 + REQUEST)).as("behind the context").isZero();
    }

    @Test
    void aBufferThatTheProgramCannotWriteToIsRefusedBeforeItRuns(@BpfProgram("add") SyscallProgram add) {
        assertThatThrownBy(() -> add.run(request(1, 2).asReadOnlyBuffer()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("read-only");
        assertThat(runs).containsEntry(0, 0L);
    }

    @Test
    void theContextOfOneRunDoesNotReachTheNext(@BpfProgram("add") SyscallProgram add) {
        add.run(new byte[300]);
        add.run(request(5, 3).array());

        assertThat(add.run(new byte[REQUEST])).returns(0).hasUnchangedContext();
    }

    @Test
    void threadsDoNotSeeEachOthersContexts(@BpfProgram("add") SyscallProgram add) {
        List<Integer> wrong = IntStream.range(0, 4000)
                .parallel()
                .filter(i -> add.run(request(i, 1).array()).contextBuffer().getLong(SUM) != i + 1)
                .boxed()
                .toList();

        assertThat(wrong).isEmpty();
        assertThat(runs).containsEntry(0, 4000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15})
    void aContextShorterThanWhatTheProgramReadsIsRefusedAndItsLengthTold(
            int size, @BpfProgram("add") SyscallProgram add) {
        isRefused(() -> add.run(new byte[size]), size + " bytes", "at least 16 bytes");
        isRefused(() -> add.run(ByteBuffer.allocateDirect(size)), size + " bytes", "at least 16 bytes");
        isRefused(() -> add.run(ByteBuffer.allocate(size)), size + " bytes", "at least 16 bytes");

        assertThat(runs).as("the program does not run to find this out").containsEntry(0, 0L);
    }

    @Test
    void aContextMayBeAsShortAsWhatTheProgramReads(@BpfProgram("add") SyscallProgram add) {
        assertThat(add.run(new byte[16])).returns(0);
    }

    @Test
    void aLargeContextThatAProgramReadsIsToldToo(@BpfProgram("reads_far") SyscallProgram program) {
        isRefused(() -> program.run(new byte[100]), "100 bytes", "at least 32768 bytes");
        assertThat(program.run(new byte[32768])).returns(0);
    }

    @Test
    void aContextLongerThanTheKernelTakesIsRefusedBeforeTheProgramRuns(
            @BpfProgram("ignores_context") SyscallProgram program) {
        assertThat(program.run(new byte[65535])).returns(7);

        isRefused(() -> program.run(new byte[65536]), "65536 bytes", "at most 65535 bytes");
        isRefused(() -> program.run(ByteBuffer.allocateDirect(65536)), "65536 bytes", "at most 65535 bytes");
        assertThat(runs).containsEntry(0, 1L);
    }

    @Test
    void theProgramMaySleep(@BpfProgram("copies_from_user") SyscallProgram program) {
        copies(program);
    }

    @Test
    void theProgramMaySleepWhateverItsSectionIsCalled(@BpfProgram("section_of_its_own") SyscallProgram program) {
        copies(program);
    }

    private static void copies(SyscallProgram program) {
        ByteBuffer source = NativeMemory.allocate(8).putLong(0, 0x0123456789abcdefL);
        ByteBuffer context = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());

        SyscallRun run =
                program.run(context.putLong(NativeMemory.address(source)).array());

        assertThat(run).returns(0);
        assertThat(run.contextBuffer().getLong(8)).isEqualTo(source.getLong(0));
    }

    private static void isRefused(ThrowingCallable run, String found, String required) {
        assertThatThrownBy(run)
                .isInstanceOf(ContextException.class)
                .hasMessageContaining("yscall program \"")
                .hasMessageContaining(found)
                .hasMessageContaining(required);
    }

    private static ByteBuffer request(int left, int right) {
        return ByteBuffer.allocate(REQUEST)
                .order(ByteOrder.nativeOrder())
                .putInt(0, left)
                .putInt(4, right);
    }
}

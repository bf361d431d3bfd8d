package io.bpftest.engine.session;

import static io.bpftest.engine.session.Objects.compiled;
import static io.bpftest.engine.session.Objects.source;

import io.bpftest.Bpf;
import io.bpftest.ObjectSpec;
import io.bpftest.ProgramSpec;
import io.bpftest.engine.Golden;
import io.bpftest.error.StubException;
import io.bpftest.program.Helper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stubs of helpers that cannot be. */
class BadStubTest {

    private final Golden golden = new Golden();
    private final ObjectSpec spec = Bpf.open(source("stubbable.bpf.c"));

    private void refused(String message, String program, Helper helper, long value) {
        ProgramSpec of = spec.program(program);
        golden.fails(message, StubException.class, () -> of.stub(helper).returning(value));
    }

    @Test
    void aHelperThatTheProgramNeverCallsIsRefusedWithThoseItCalls() {
        refused("stub_not_called", "direct", Helper.GET_PRANDOM_U32, 1);
        refused("stub_near", "direct", Helper.KTIME_GET_TAI_NS, 1);
        refused("stub_no_calls", "calls_nothing", Helper.KTIME_GET_NS, 1);
    }

    @Test
    void helpersWhoseResultIsNotAllAreRefused() {
        refused("stub_output", "reads", Helper.SKB_LOAD_BYTES, 0);
        refused("stub_callback", "looping", Helper.LOOP, 1);
        refused("stub_bookkeeping", "sends", Helper.RINGBUF_SUBMIT, 0);
    }

    @Test
    void valuesThatCannotStandForACallAreRefused() {
        refused("stub_pointer", "sends", Helper.RINGBUF_RESERVE, 8);
        refused("stub_effect", "spreads", Helper.MAP_UPDATE_ELEM, 0);
        golden.fails("stub_effect", StubException.class, () -> spec.program("spreads")
                .stub(Helper.MAP_UPDATE_ELEM)
                .returning(-1, 0));
    }

    @Test
    void aSubprogramThatAnotherProgramCallsTooIsRefused() {
        spec.program("nested").stub(Helper.KTIME_GET_NS).returning(1);
        golden.fails("stub_shared", StubException.class, spec::load);

        spec.program("sharing").stub(Helper.KTIME_GET_NS).returning(2);
        golden.fails("stub_shared", StubException.class, spec::load);
    }

    @Test
    void severalValuesNeedTypes(@TempDir Path folder) throws IOException {
        Path object = Files.write(folder.resolve("plain.o"), compiled("clock.bpf.c", "-g0"));
        ObjectSpec plain = Bpf.open(object);
        ProgramSpec program = plain.programs().stream()
                .filter(p -> p.helpers().contains(Helper.KTIME_GET_NS))
                .findFirst()
                .orElseThrow();
        program.stub(Helper.KTIME_GET_NS).returning(1, 2);

        golden.fails("stub_no_types", StubException.class, plain::load);
    }
}

package io.bpftest.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.error.WrongHandleException;
import io.bpftest.program.AttachOnlyProgram;
import io.bpftest.program.CgroupDeviceProgram;
import io.bpftest.program.CgroupSockAddrProgram;
import io.bpftest.program.CgroupSockProgram;
import io.bpftest.program.CgroupSockoptProgram;
import io.bpftest.program.CgroupSysctlProgram;
import io.bpftest.program.ExtensionProgram;
import io.bpftest.program.KprobeProgram;
import io.bpftest.program.LircMode2Program;
import io.bpftest.program.LsmProgram;
import io.bpftest.program.LwtSeg6LocalProgram;
import io.bpftest.program.PerfEventProgram;
import io.bpftest.program.ProgramType;
import io.bpftest.program.ProgramTypes;
import io.bpftest.program.RawTracepointWritableProgram;
import io.bpftest.program.SkMsgProgram;
import io.bpftest.program.SkReuseportProgram;
import io.bpftest.program.SkSkbProgram;
import io.bpftest.program.SockOpsProgram;
import io.bpftest.program.StructOpsProgram;
import io.bpftest.program.TracepointProgram;
import io.bpftest.program.XdpProgram;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@BpfObject("attach_only.bpf.c")
class AttachOnlyTest {

    private static final String OBJECT = "src/test/bpf/attach_only.bpf.c";

    static Stream<Arguments> loadable() {
        return Stream.of(
                Arguments.of(ProgramType.KPROBE, KprobeProgram.class),
                Arguments.of(ProgramType.TRACEPOINT, TracepointProgram.class),
                Arguments.of(ProgramType.PERF_EVENT, PerfEventProgram.class),
                Arguments.of(ProgramType.RAW_TRACEPOINT_WRITABLE, RawTracepointWritableProgram.class),
                Arguments.of(ProgramType.CGROUP_SOCK, CgroupSockProgram.class),
                Arguments.of(ProgramType.CGROUP_SOCK_ADDR, CgroupSockAddrProgram.class),
                Arguments.of(ProgramType.CGROUP_SOCKOPT, CgroupSockoptProgram.class),
                Arguments.of(ProgramType.CGROUP_DEVICE, CgroupDeviceProgram.class),
                Arguments.of(ProgramType.CGROUP_SYSCTL, CgroupSysctlProgram.class),
                Arguments.of(ProgramType.SOCK_OPS, SockOpsProgram.class),
                Arguments.of(ProgramType.SK_SKB, SkSkbProgram.class),
                Arguments.of(ProgramType.SK_MSG, SkMsgProgram.class),
                Arguments.of(ProgramType.SK_REUSEPORT, SkReuseportProgram.class),
                Arguments.of(ProgramType.LWT_SEG6LOCAL, LwtSeg6LocalProgram.class));
    }

    static Stream<Arguments> all() {
        return Stream.concat(
                loadable(),
                Stream.of(
                        Arguments.of(ProgramType.LIRC_MODE2, LircMode2Program.class),
                        Arguments.of(ProgramType.STRUCT_OPS, StructOpsProgram.class),
                        Arguments.of(ProgramType.LSM, LsmProgram.class),
                        Arguments.of(ProgramType.EXT, ExtensionProgram.class)));
    }

    @ParameterizedTest
    @MethodSource("loadable")
    void aProgramIsLoadedAndTellsWhatItIs(ProgramType type, Class<? extends AttachOnlyProgram> handle) {
        ObjectSpec spec = Bpf.open(OBJECT);
        spec.programs().forEach(program -> program.autoload(false));
        spec.program(handle).loadAs(handle);

        try (LoadedObject object = spec.load()) {
            AttachOnlyProgram program = object.program(handle);

            assertThat(program).isInstanceOf(handle).isEqualTo(program).isNotEqualTo(object.program(handle));
            assertThat(program.info().type()).isEqualTo(type);
            assertThat(program.info().name()).isEqualTo(nameOf(type));
            assertThat(program).hasToString(program.info().title() + " \"" + nameOf(type) + "\"");
            assertThat(program.maps(1)).isEmpty();
            assertThat(program.howToTest()).contains(", and assert on ");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aTypeWithoutTestRunSaysHowItIsTestedWhereAnotherHandleWasAskedFor(
            ProgramType type, Class<? extends AttachOnlyProgram> handle) {
        ObjectSpec spec = Bpf.open(OBJECT);

        assertThatThrownBy(() -> spec.program(nameOf(type)).loadAs(XdpProgram.class))
                .isInstanceOf(WrongHandleException.class)
                .hasMessageContaining("is of type " + type)
                .hasMessageContaining("use " + handle.getSimpleName() + " (the kernel takes no test run of a ")
                .hasMessageContaining(handle.getAnnotation(ProgramTypes.class).howToTest());
    }

    @Test
    void eachIsInjectedByItsType(
            KprobeProgram kprobe, CgroupSockProgram sock, @BpfProgram("sk_msg_program") SkMsgProgram msg) {
        assertThat(kprobe.info().section()).isEqualTo("kprobe/do_nanosleep");
        assertThat(sock.info().name()).isEqualTo("cgroup_sock_program");
        assertThat(msg.info().title()).isEqualTo("sk_msg program");
    }

    @Test
    void aHandleOfAClosedObjectSaysSo() {
        ObjectSpec spec = Bpf.open(OBJECT);
        spec.programs().forEach(program -> program.autoload(program.name().equals("kprobe_program")));
        LoadedObject object = spec.load();
        KprobeProgram kprobe = object.program(KprobeProgram.class);
        object.close();

        assertThatThrownBy(() -> kprobe.maps(1)).isInstanceOf(ObjectClosedException.class);
    }

    private static String nameOf(ProgramType type) {
        return type.name().toLowerCase(Locale.ROOT) + "_program";
    }
}

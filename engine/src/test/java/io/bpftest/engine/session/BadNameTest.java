package io.bpftest.engine.session;

import static io.bpftest.engine.session.Objects.source;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Frames;
import io.bpftest.engine.Golden;
import io.bpftest.error.AmbiguousProgramException;
import io.bpftest.error.ConstantException;
import io.bpftest.error.ConversionException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.error.PacketException;
import io.bpftest.error.UnknownNameException;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.KernelMap;
import io.bpftest.map.PerCpuMap;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Names, handles, values and packets that do not fit a sound object. */
class BadNameTest {

    private static ObjectSpec mixed;
    private static ObjectSpec verdicts;
    private static LoadedObject loaded;
    private static LoadedObject maps;

    private final Golden golden = new Golden();

    @BeforeAll
    static void open() {
        mixed = Bpf.open(source("mixed.bpf.c"));
        verdicts = Bpf.open(source("verdicts.bpf.c"));
        verdicts.program("action_verdict").loadAs(TcProgram.class);
        loaded = verdicts.load();
        maps = Bpf.open(source("maps.bpf.c")).load();
    }

    @AfterAll
    static void close() {
        loaded.close();
        maps.close();
    }

    @Test
    void unknownNamesListThoseThatExist() {
        golden.fails("unknown_program", UnknownNameException.class, () -> verdicts.program("nope"));
        golden.fails("unknown_map", UnknownNameException.class, () -> Bpf.open(source("several_sizes.bpf.c"))
                .map("nope"));
        golden.fails(
                "unknown_map_of_loaded",
                UnknownNameException.class,
                () -> loaded.map("nope", Integer.class, Long.class));
        golden.fails("unknown_constant", UnknownNameException.class, () -> mixed.constant("nope"));
    }

    @Test
    void namesThatAreNearlyRightAreFound() {
        golden.fails("near_program", UnknownNameException.class, () -> verdicts.program("tc_verdikt"));
        golden.fails("near_constant", UnknownNameException.class, () -> mixed.constant("Limit"));
        golden.fails("near_map", UnknownNameException.class, () -> Bpf.open(source("ring.bpf.c"))
                .map("event"));
    }

    @Test
    void handlesOfOtherProgramTypesNameBoth() {
        golden.fails("wrong_program_handle", WrongHandleException.class, () -> verdicts.program("tc_verdict")
                .loadAs(XdpProgram.class));
        golden.fails(
                "wrong_handle_of_loaded",
                WrongHandleException.class,
                () -> loaded.program("xdp_verdict", SocketFilterProgram.class));
    }

    @Test
    void typesThatHaveNoTestRunSayHowTheyAreTested() {
        golden.fails("wrong_handle_attach_only", WrongHandleException.class, () -> Bpf.open(source("attach_only.bpf.c"))
                .program("kprobe_program")
                .loadAs(XdpProgram.class));
    }

    @Test
    void handlesOfOtherMapTypesNameBoth() {
        golden.fails(
                "wrong_map_handle",
                WrongHandleException.class,
                () -> maps.map("percpu_hash", Integer.class, Integer.class));
        golden.fails("wrong_map_value", ConversionException.class, () -> maps.map("hash", Integer.class, Short.class));
    }

    @Test
    void handlesWithoutTypeArgumentsAreAskedForThem() {
        golden.fails("raw_map_handle", WrongHandleException.class, () -> maps.map("hash", KernelMap.class));
        golden.fails("raw_per_cpu_handle", WrongHandleException.class, () -> maps.map("percpu_hash", PerCpuMap.class));
    }

    @Test
    void mapsThatNoHandleReadsSaySo() {
        try (LoadedObject storage = Bpf.open(source("cgroup_storage.bpf.c")).load()) {
            golden.fails(
                    "unread_map", WrongHandleException.class, () -> storage.map("old", Integer.class, Integer.class));
            golden.fails("unread_map_raw", WrongHandleException.class, () -> storage.map("old", KernelMap.class));
        }
    }

    @Test
    void severalProgramsOfOneTypeAskForAName() {
        golden.fails("ambiguous_program", AmbiguousProgramException.class, () -> verdicts.program(TcProgram.class));
        golden.fails("ambiguous_loaded", AmbiguousProgramException.class, () -> loaded.program(TcProgram.class));
    }

    @Test
    void noProgramOfATypeListsThosePresent() {
        golden.fails("no_program_of_type", UnknownNameException.class, () -> Bpf.open(source("maps.bpf.c"))
                .program(SocketFilterProgram.class));
    }

    @Test
    void constantsThatDoNotFitAreToldTheirRange() {
        golden.fails("constant_too_big", ConstantException.class, () -> mixed.constant("limit")
                .set(0x1_0000_0000L));
        golden.fails("constant_too_small", ConstantException.class, () -> mixed.constant("offset")
                .set("-32769"));
        golden.fails("constant_text_too_long", ConstantException.class, () -> mixed.constant("label")
                .set("\"nine char\""));
        golden.fails("constant_no_number", ConstantException.class, () -> mixed.constant("limit")
                .set("many"));
    }

    @Test
    void packetsBelowTheKernelsMinimumAreRefused() {
        XdpProgram xdp = loaded.program("xdp_verdict", XdpProgram.class);
        golden.fails("packet_too_short", PacketException.class, () -> xdp.run(new byte[13]));

        SocketFilterProgram filter = loaded.program("accept", SocketFilterProgram.class);
        golden.fails("packet_empty", PacketException.class, () -> filter.run(new byte[0]));
    }

    @Test
    void packetsAboveTheKernelsMaximumAreRefused() {
        TcProgram tc = loaded.program("tc_verdict", TcProgram.class);
        golden.fails("packet_too_long", PacketException.class, () -> tc.run(Frames.ofLength(70_000)));
    }

    @Test
    void handlesOfAClosedObjectSaySo() {
        LoadedObject object = verdicts.load();
        XdpProgram program = object.program(XdpProgram.class);
        object.close();

        golden.fails("closed_program", ObjectClosedException.class, () -> program.run(Frames.ofLength(64)));
        golden.fails("closed_object", ObjectClosedException.class, () -> object.program(XdpProgram.class));
    }

    @Test
    void handlesOfMapsOfAClosedObjectSaySo() {
        LoadedObject object = Bpf.open(source("maps.bpf.c")).load();
        KernelMap<Integer, Long> map = object.map("hash", Integer.class, Long.class);
        object.close();

        golden.fails("closed_map", ObjectClosedException.class, () -> map.get(0));
    }
}

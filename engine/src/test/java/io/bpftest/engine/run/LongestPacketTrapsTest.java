package io.bpftest.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.engine.Golden;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.PacketException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.PacketProgram;
import io.bpftest.program.SkbOptions;
import io.bpftest.program.SkbRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The longest packet of the skb types: what a page holds beside headroom and {@code struct skb_shared_info}. */
class LongestPacketTrapsTest {

    /** x86-64: 4,096 bytes less 64 of headroom and 320 of {@code struct skb_shared_info}. */
    private static final int LONGEST = 3712;

    /** Longer than any that a kernel takes in one page. */
    private static final int MORE_THAN_A_PAGE = NativeMemory.pageSize() + 1;

    private static LoadedObject object;
    private static KernelMap<Integer, Long> seen;

    @BeforeAll
    static void load() {
        object = Bpf.open(Golden.inModule("src/test/bpf").resolve("skb_contexts.bpf.c"))
                .load();
        seen = object.map("seen", Integer.class, Long.class);
    }

    @AfterAll
    static void unload() {
        object.close();
    }

    @ParameterizedTest
    @EnumSource
    void aPacketOf3712BytesFitsAndOneByteMoreIsInvalidForEverySkbType(SkbType type) {
        PacketProgram<? extends SkbRun, SkbOptions> program = type.of(object);
        int longest = longest(program);
        if (System.getProperty("os.arch").equals("amd64") && longest < MORE_THAN_A_PAGE) {
            assertThat(longest).isEqualTo(LONGEST);
        }

        byte[] fits = XdpRunTest.pattern(longest);
        assertThat(program.run(fits).output()).isEqualTo(fits);
        assertThat(seen.get(13)).as("skb->len").isEqualTo(type.seen(longest));

        if (longest < MORE_THAN_A_PAGE) {
            byte[] tooLong = XdpRunTest.pattern(longest + 1);
            assertThat(BareRun.of(program).packet(tooLong).run()).isEqualTo(Errno.EINVAL);
            assertThatThrownBy(() -> program.run(tooLong))
                    .isInstanceOf(PacketException.class)
                    .hasMessageContaining("\"" + type.function() + "\" cannot run on this packet")
                    .hasMessageContaining(longest + 1 + " bytes; the kernel says EINVAL")
                    .hasMessageContaining("what one page holds, some 3,700 bytes");
            assertThat(seen.get(13)).as("it did not run").isEqualTo(type.seen(longest));
        }
    }

    /** Found by halving. Kernels after 6.18 may go on in fragments. */
    private static int longest(PacketProgram<?, ?> program) {
        int taken = 3000;
        int refused = MORE_THAN_A_PAGE + 1;
        while (refused - taken > 1) {
            int length = (taken + refused) >>> 1;
            if (BareRun.of(program).packet(XdpRunTest.pattern(length)).run() == null) {
                taken = length;
            } else {
                refused = length;
            }
        }
        return taken;
    }
}

package io.bpftest.engine.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.Golden;
import io.bpftest.engine.compile.CompileRequest;
import io.bpftest.engine.compile.Compiler;
import io.bpftest.engine.compile.KernelHeader;
import io.bpftest.error.ObjectFormatException;
import io.bpftest.spi.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files that contradict themselves are told as such, and nothing else happens. */
class DamagedElfTest {

    private static final KernelHeader NONE = new KernelHeader() {
        @Override
        public String fingerprint() {
            throw new AssertionError("not needed");
        }

        @Override
        public void write(Path file) {
            throw new AssertionError("not needed");
        }
    };

    @Test
    void damageIsToldOrHarmless() {
        CompileRequest request = CompileRequest.of(
                Golden.inModule("src/test/bpf/stubbable.bpf.c"), List.of(), Configuration.ofThisJvm());
        byte[] object = new Compiler(NONE).compile(request).bytes();
        Random random = new Random(4);
        int told = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = object.clone();
            // Where ELF keeps what it says of the rest: the header, and the table of sections at the end.
            int begin = i % 2 == 0 ? 0 : damaged.length - 40 * 64;
            int length = i % 2 == 0 ? damaged.length : 40 * 64;
            for (int j = 0; j < 4; j++) {
                damaged[begin + random.nextInt(length)] = (byte) random.nextInt();
            }
            told += read(damaged) ? 0 : 1;
        }

        assertThat(told).isPositive().isLessThan(3000);
    }

    private static boolean read(byte[] object) {
        try {
            ElfFile elf = new ElfFile("damaged.o", object);
            elf.section(".BTF").ifPresent(elf::bytes);
            ProgramCode code = new ProgramCode("damaged.o", object);
            code.calls("nested");
            code.calls("looping");
            return true;
        } catch (ObjectFormatException e) {
            return false;
        }
    }
}

package io.bpftest.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTargetTest {

    @ParameterizedTest
    @CsvSource({"amd64,x86", "aarch64,arm64", "riscv64,riscv", "s390x,s390", "ppc64le,powerpc", "loongarch64,loongarch"
    })
    void hasTheNameThatTracingMacrosKnow(String architecture, String define) {
        assertThat(HostTarget.of(architecture, ByteOrder.LITTLE_ENDIAN).define())
                .isEqualTo(define);
    }

    @Test
    void hasTheByteOrderOfTheMachine() {
        assertThat(HostTarget.of("s390x", ByteOrder.BIG_ENDIAN).triple()).isEqualTo("bpfeb");
        assertThat(HostTarget.of("riscv64", ByteOrder.LITTLE_ENDIAN).triple()).isEqualTo("bpfel");
    }

    @Test
    void hasNoDefineWhenUnknown() {
        HostTarget unknown = HostTarget.of("vax", ByteOrder.LITTLE_ENDIAN);

        assertThat(unknown.define()).isEmpty();
        assertThat(unknown.systemIncludes()).doesNotHaveDuplicates().allMatch(Files::isDirectory);
    }

    @Test
    void findsTheArchitecturesHeadersHere() {
        assertThat(HostTarget.ofThisMachine().systemIncludes())
                .anyMatch(folder -> Files.exists(folder.resolve("asm/types.h")));
    }
}

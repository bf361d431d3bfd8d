package io.bpftest.engine.session;

import static io.bpftest.engine.session.Objects.source;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.program.SkLookupOptions.tcpLookup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.error.WrongHandleException;
import io.bpftest.program.NetfilterProgram;
import io.bpftest.program.ProgramType;
import io.bpftest.program.SkLookupProgram;
import io.bpftest.program.SkLookupVerdict;
import io.bpftest.program.XdpProgram;
import org.junit.jupiter.api.Test;

/** Types whose programs must say where they are to be attached, also where libbpf does not know their section. */
class SectionTypeTest {

    @Test
    void anObjectOfNetfilterProgramsLoadsWithoutAWordAboutTheirType() {
        ObjectSpec spec = Bpf.open(source("netfilter.bpf.c"));

        assertThat(spec.program("by_ttl").type()).isEqualTo(ProgramType.NETFILTER);
        try (LoadedObject object = spec.load()) {
            NetfilterProgram program = object.program("by_ttl", NetfilterProgram.class);
            assertThat(program.run(udp4("203.0.113.7", 4000, "198.51.100.1", 53))
                            .returnValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void aNetfilterProgramIsNoProgramOfAnotherHandle() {
        ObjectSpec spec = Bpf.open(source("netfilter.bpf.c"));

        assertThatThrownBy(() -> spec.program("by_ttl").loadAs(XdpProgram.class))
                .isInstanceOf(WrongHandleException.class)
                .hasMessageContaining("is of type NETFILTER")
                .hasMessageContaining("use NetfilterProgram");
    }

    @Test
    void anSkLookupProgramOfAnySectionLoadsAsItsHandleSays() {
        ObjectSpec spec = Bpf.open(source("sk_lookup.bpf.c"));
        spec.programs().forEach(program -> program.autoload(false));
        spec.program("refuses_all").loadAs(SkLookupProgram.class);

        try (LoadedObject object = spec.load()) {
            SkLookupProgram program = object.program("refuses_all", SkLookupProgram.class);
            assertThat(program.run(tcpLookup("203.0.113.7", 4000, "198.51.100.1", 80))
                            .verdict())
                    .isEqualTo(SkLookupVerdict.DROP);
        }
    }
}

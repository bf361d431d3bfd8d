package io.bpftest.engine.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Golden;
import io.bpftest.error.LoadRefusedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs for functions, security hooks and tracepoints that no kernel has. */
class MissingTargetTest {

    @ParameterizedTest
    @CsvSource({
        "no_function, __sys_sockett, __sys_socket",
        "no_hook, file_opened, file_open",
        "no_tracepoint, sched_process_exek, sched_process_exec"
    })
    void whatIsNotThereIsToldWithTheNearestWhenItIsLoaded(String program, String name, String nearest) {
        ObjectSpec spec = Bpf.open(Golden.inModule("src/test/bpf/trace_missing.bpf.c"));
        spec.programs().forEach(one -> one.autoload(one.name().equals(program)));
        assertThatThrownBy(spec::load)
                .isInstanceOf(LoadRefusedException.class)
                .hasMessageContaining("\"" + name + "\"")
                .hasMessageContaining("did you mean \"" + nearest + "\"?");
    }
}

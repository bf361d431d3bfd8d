package io.bpftest.engine.session;

import static io.bpftest.engine.session.Objects.compiled;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.engine.object.NativeMap;
import io.bpftest.engine.object.NativeObject;
import io.bpftest.engine.object.ObjectImage;
import io.bpftest.engine.object.ObjectLoader;
import io.bpftest.error.ObjectFormatException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A constant is never written outside of the memory that libbpf has for it, wherever its type information says it is. */
class VariableOutsideItsMapTest {

    @ParameterizedTest
    @ValueSource(ints = {-1, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void isNotWritten(int offset) {
        try (NativeObject object = ObjectLoader.open(new ObjectImage("numbers.o", compiled("numbers.bpf.c")))) {
            NativeMap constants = object.maps().stream()
                    .filter(NativeMap::holdsConstants)
                    .findFirst()
                    .orElseThrow();

            assertThatThrownBy(() -> constants.initialBytes(offset, new byte[4]))
                    .isExactlyInstanceOf(ObjectFormatException.class)
                    .hasMessageContaining("a variable at offset " + offset);
        }
    }
}

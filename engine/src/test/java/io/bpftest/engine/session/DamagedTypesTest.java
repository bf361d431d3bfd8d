package io.bpftest.engine.session;

import static io.bpftest.engine.session.Objects.compiled;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.engine.object.ObjectImage;
import io.bpftest.error.ObjectFormatException;
import org.junit.jupiter.api.Test;

/** Types that lead nowhere or in circles, read in this very JVM: what reads them is ours and must not crash or hang. */
class DamagedTypesTest {

    private final byte[] object = compiled("numbers.bpf.c");
    private final TypeTable types = new TypeTable(object);

    @Test
    void aNameThatNamesItselfIsToldAsSuch() {
        types.redirectName("rate_t", -1);

        assertThatThrownBy(() -> ObjectModel.read(new ObjectImage("numbers.o", object)))
                .isExactlyInstanceOf(ObjectFormatException.class)
                .hasMessageContaining("types that name each other");
    }

    @Test
    void anArrayOfItselfIsToldAsSuch() {
        types.nestArray(6);

        assertThatThrownBy(() -> ObjectModel.read(new ObjectImage("numbers.o", object)))
                .isExactlyInstanceOf(ObjectFormatException.class)
                .hasMessageContaining("types that name each other");
    }

    @Test
    void aTypeThatIsNotThereIsToldByItsNumber() {
        types.redirectName("rate_t", 54321);

        assertThatThrownBy(() -> ObjectModel.read(new ObjectImage("numbers.o", object)))
                .isExactlyInstanceOf(ObjectFormatException.class)
                .hasMessageContaining("no type 54321, which another names");
    }
}

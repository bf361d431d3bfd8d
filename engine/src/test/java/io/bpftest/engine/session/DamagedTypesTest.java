package io.bpftest.engine.session;

import static io.bpftest.engine.session.Objects.compiled;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.engine.object.ObjectImage;
import io.bpftest.error.ObjectFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** It would be read from memory in front of the value. */
    @Test
    void aMemberInFrontOfItsStructIsToldByItsName() {
        types.moveMember("point", -8);

        assertContradiction("member \"x\" outside of its struct point");
    }

    /** It would be read as 8 bytes, whatever follows it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 16, -1})
    void anEnumOfNoNumbersSizeIsToldAsSuch(int size) {
        types.resize("colour", size);

        assertContradiction("an enum of " + size + " bytes");
    }

    @Test
    void aStructOfLessThanNoBytesIsToldAsSuch() {
        types.resize("point", Integer.MIN_VALUE);

        assertContradiction("outside of its struct point");
    }

    /** Reading it would end this JVM: only the section's own memory is there. */
    @Test
    void aVariableThatEndsBehindItsSectionIsToldByItsName() {
        types.lengthenArray(6, 1 << 20);

        assertContradiction("variable \"octets\" at offset ");
    }

    private void assertContradiction(String found) {
        assertThatThrownBy(() -> ObjectModel.read(new ObjectImage("numbers.o", object)))
                .isExactlyInstanceOf(ObjectFormatException.class)
                .hasMessageContaining("contradicts itself")
                .hasMessageContaining(found);
    }
}
